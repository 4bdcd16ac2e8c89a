/** SARIF held against its schema. */
import Ajv from 'ajv';
import type { Log } from 'sarif';
import { fixture } from './files.ts';

/** The schema names itself and its dialect by addresses that the validator does not know; nothing else in it is of draft 4 alone. */
const schema = JSON.parse(fixture('sarif/sarif-2.1.0-rtm.5.json')) as Record<string, unknown>;
delete schema['$schema'];
delete schema['id'];
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false }).compile(schema);

/** Reads a SARIF log; throws where it is not valid. */
export function sarifLog(text: string): Log {
  const log: unknown = JSON.parse(text);
  if (!validate(log)) throw new Error(`This is no valid SARIF: ${JSON.stringify(validate.errors?.slice(0, 5), undefined, 2)}`);
  return log as Log;
}
