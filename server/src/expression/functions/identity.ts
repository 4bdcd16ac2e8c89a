/** Functions that protect or identify: hashes, masks, identifiers, the moment of the run. */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Temporal } from 'temporal-polyfill';
import { datetimeType, lengthsOf, stringType, uuidType } from '../types.ts';
import type { Value } from '../values.ts';
import { ValueError, hex, lengthOf } from '../values.ts';
import { textOf } from './arguments.ts';
import type { FunctionDefinition } from './definition.ts';

/** The namespaces of RFC 4122, appendix C. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['dns', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ['url', '6ba7b811-9dad-11d1-80b4-00c04fd430c8'],
  ['oid', '6ba7b812-9dad-11d1-80b4-00c04fd430c8'],
  ['x500', '6ba7b814-9dad-11d1-80b4-00c04fd430c8'],
]);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const identityFunctions: readonly FunctionDefinition[] = [
  {
    name: 'hash', summary: 'The SHA-256 hash of the text (in UTF-8) or the bytes, as 64 lower-case hexadecimal digits.',
    parameters: [
      { name: 'value', accepts: 'text or bytes' },
      { name: 'algorithm', accepts: 'text', literal: true, check: (value) => (value === 'sha256' ? undefined : 'The only algorithm is "sha256".') },
    ],
    examples: [['hash("abc", "sha256")', '"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"']],
    result: () => stringType({ minLength: 64, maxLength: 64, pattern: '^[0-9a-f]{64}$' }),
    run: ([value, algorithm]) => {
      if (algorithm !== 'sha256') throw new ValueError('The only algorithm is "sha256".', algorithm ?? null);
      return hex(sha256(value instanceof Uint8Array ? value : new TextEncoder().encode(textOf(value))));
    },
  },
  {
    name: 'mask', summary: 'As many asterisks as the text has characters.',
    parameters: [{ name: 'text', accepts: 'text' }], examples: [['mask("Müller")', '"******"']],
    result: ([text]) => {
      const { min, max } = lengthsOf(text?.type ?? stringType());
      return stringType({ minLength: min, maxLength: max });
    },
    run: ([text]) => '*'.repeat(lengthOf(textOf(text))),
  },
  {
    name: 'uuid5', summary: 'The name-based uuid (version 5, RFC 4122) of a name in a namespace: a uuid, or dns, url, oid or x500.',
    parameters: [{ name: 'namespace', accepts: 'text', check: namespaceFault }, { name: 'name', accepts: 'text' }],
    examples: [['uuid5("dns", "www.example.com")', '"2ed6657d-e927-568b-95e1-2665a8aea6a2"']],
    result: () => uuidType, run: ([namespace, name]) => uuid5(textOf(namespace), textOf(name)),
  },
  {
    name: 'now', summary: 'The moment of the run, in UTC. Two runs yield different results.', nondeterministic: true,
    parameters: [], examples: [],
    result: () => datetimeType('UTC'),
    run: (_, { now }) => {
      if (now === undefined) throw new ValueError('The moment of the run is not known here.', null);
      return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC');
    },
  },
  {
    name: 'uuid4', summary: 'A new random uuid. Two runs yield different results.', nondeterministic: true,
    parameters: [], examples: [],
    result: () => uuidType,
    run: (_, { randomUuid }) => {
      if (!randomUuid) throw new ValueError('There is no source of random uuids here.', null);
      return randomUuid();
    },
  },
];

function uuid5(namespace: string, name: string): string {
  const id = NAMESPACES.get(namespace) ?? namespace;
  if (!UUID.test(id)) throw new ValueError('This is no uuid.', namespace);
  const bytes = Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const digest = sha1(Uint8Array.from([...bytes, ...new TextEncoder().encode(name)])).slice(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const digits = hex(digest);
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}

function namespaceFault(value: Value): string | undefined {
  return typeof value === 'string' && (NAMESPACES.has(value) || UUID.test(value)) ? undefined : 'A namespace is a uuid, or dns, url, oid or x500.';
}
