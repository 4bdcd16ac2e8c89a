/** Fields from an OpenAPI description, 3.0 or 3.1: a body of an operation, or a component. */
import type { FieldReader, ImportOptions, Part } from './field.ts';
import { ImportError } from './field.ts';
import { isRecord, readDocument } from './json-text.ts';
import { readRecord } from './json-schema.ts';
import type { Schema } from './schema-reader.ts';
import { SchemaReader } from './schema-reader.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

interface Operation {
  readonly id: string | undefined;
  /** `GET /orders` */
  readonly place: string;
  readonly operation: Schema;
}

/** A body, with what it is called in messages. */
interface Body {
  readonly schema: unknown;
  readonly notes: readonly string[];
}

/** Reads an operation’s body, that of a good response unless the request is asked for, or a component. */
export const readOpenApi: FieldReader = ([input], options) => {
  if (!input) throw new ImportError('There is nothing to import.');
  const document = readDocument(input);
  if (!isRecord(document)) throw new ImportError(`${input.name} is no OpenAPI description: it is no object.`);
  if (typeof document['swagger'] === 'string') throw new ImportError(`${input.name} is Swagger ${document['swagger']}. Convert it to OpenAPI 3 first: editor.swagger.io and swagger2openapi do that.`);
  if (typeof document['openapi'] !== 'string' || !document['openapi'].startsWith('3.')) throw new ImportError(`${input.name} is no OpenAPI description: it does not say \`openapi: 3…\` at its top.`);
  const reader = new SchemaReader(document);
  const operations = operationsOf(document, reader);
  const components = reader.target('#/components/schemas');
  const schemas = isRecord(components) ? components : {};
  const { part, at } = options;
  const operation = part && part.kind !== 'component' ? operations.find(({ id, place }) => id === part.name || place.toLowerCase() === part.name.toLowerCase().replace(/\s+/, ' ')) : undefined;
  if (operation) {
    const { schema, notes } = bodyOf(operation, options, reader);
    const reading = readRecord(reader, schema, at);
    if (reading.fields.length === 0) throw new ImportError(`The body of '${operation.id ?? operation.place}' describes no record: it has no \`properties\`. ${reading.notes.join(' ')}`.trimEnd());
    return { ...reading, notes: [...notes, ...reading.notes] };
  }
  if (part && part.kind !== 'operation' && Object.hasOwn(schemas, part.name)) {
    const reading = readRecord(reader, schemas[part.name], at);
    if (reading.fields.length === 0) throw new ImportError(`The component '${part.name}' describes no record: it has no \`properties\`. ${reading.notes.join(' ')}`.trimEnd());
    return reading;
  }
  const parts = [
    ...operations.map(({ id, place }): Part => ({ name: id ?? place, kind: 'operation', ...(id !== undefined && { detail: place }) })),
    ...Object.keys(schemas).map((name): Part => ({ name, kind: 'component' })),
  ];
  if (parts.length === 0) throw new ImportError(`${input.name} describes no operation and no component schema.`);
  return { kind: 'parts', parts };
};

function operationsOf(document: Schema, reader: SchemaReader): Operation[] {
  const paths = [document['paths'], document['webhooks']].filter(isRecord).flatMap((group) => Object.entries(group));
  return paths.flatMap(([path, item]) => {
    const { schema } = reader.resolved(item);
    return METHODS.flatMap((method): Operation[] => {
      const operation = schema[method];
      if (!isRecord(operation)) return [];
      return [{ id: typeof operation['operationId'] === 'string' ? operation['operationId'] : undefined, place: `${method.toUpperCase()} ${path}`, operation }];
    });
  });
}

/** The schema of the body that is asked for; the other one where there is only that. */
function bodyOf({ id, place, operation }: Operation, { body }: ImportOptions, reader: SchemaReader): Body {
  const name = id ?? place;
  const request = operation['requestBody'] === undefined ? undefined : contentOf(reader.resolved(operation['requestBody']).schema);
  const response = goodResponse(operation, reader);
  const wanted = body === 'request' ? request : response?.content;
  const other = body === 'request' ? response?.content : request;
  const side = wanted ? body : body === 'request' ? 'response' : 'request';
  const content = wanted ?? other;
  if (!content) throw new ImportError(`The operation '${name}' has neither a request body nor a good response with JSON in it.`);
  const words = side === 'request' ? `The request body of '${name}'` : `The response ${response?.status ?? ''} of '${name}'`;
  const notes = wanted || body === undefined ? [] : [`'${name}' has no ${body} body with JSON in it; its ${side ?? ''} was read.`];
  return { schema: content.schema, notes: [...notes, `${words} was read, as ${content.type}.`] };
}

interface Content {
  readonly type: string;
  readonly schema: unknown;
}

/** The schema for JSON among the kinds of content of a body, or the only one there is. */
function contentOf(body: Schema): Content | undefined {
  const contents = isRecord(body['content']) ? Object.entries(body['content']) : [];
  const ranked = [...contents.filter(([type]) => /^application\/json\b/i.test(type)), ...contents.filter(([type]) => /[/+]json\b/i.test(type)), ...contents];
  for (const [type, media] of ranked) if (isRecord(media) && media['schema'] !== undefined) return { type, schema: media['schema'] };
  return undefined;
}

/** The first response that says that all went well, `default` last. */
function goodResponse(operation: Schema, reader: SchemaReader): { readonly status: string; readonly content: Content } | undefined {
  const responses = isRecord(operation['responses']) ? operation['responses'] : {};
  const statuses = [...Object.keys(responses).filter((status) => /^2/.test(status)).sort(), 'default'];
  for (const status of statuses) {
    const content = contentOf(reader.resolved(responses[status]).schema);
    if (content) return { status, content };
  }
  return undefined;
}
