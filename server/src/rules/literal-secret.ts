import type { ScalarNode } from '../syntax/tree.ts';
import type { Rule } from './rule.ts';

interface Secret {
  /** What it is, with an article. */
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

/** Tokens that their issuers gave a shape of their own. */
const TOKENS: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,})/g],
  ['a GitLab token', /\bglpat-[\w-]{16,}/g],
  ['a Stripe key', /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{8,}|\bwhsec_[A-Za-z0-9+/]{16,}/g],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{8,}/g],
  ['a Slack webhook address', /\bhooks\.slack\.com\/services\/T\w+\/B\w+\/\w{8,}/g],
  ['a Google API key', /\bAIza[\w-]{30,}/g],
  ['a Shopify token', /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{16,}/g],
  ['a SendGrid key', /\bSG\.[\w-]{16,}\.[\w-]{16,}/g],
  ['an npm token', /\bnpm_[A-Za-z0-9]{30,}/g],
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g],
  ['a JSON web token', /\beyJ[\w-]{8,1000}\.eyJ[\w-]{4,}\.[\w-]*/g],
];

/** A user and a password in an address. */
const ADDRESS = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@?#]{0,100}:([^\s/@?#]{1,200})@/gi;
/** A name that promises a secret, and what is said to be it. */
const NAMED = /\b(passwords?|passwd|pwd|passphrase|(?:client[ _-]?)?secret(?:[ _-]?(?:access[ _-]?)?key)?|api[ _-]?key|(?:access|auth|refresh|bearer)[ _-]?token|token|private[ _-]?key)(["']?\s*(=|:)\s*["']?)([^\s"',;&]{4,200})/gi;
const BEARER = /\b(?:Bearer|Basic)\s+([A-Za-z0-9+/_.~-]{16,}={0,2})(?![\w/])/g;

/** A credential that stands in the spec itself. */
export const literalSecret: Rule = {
  id: 'literal-secret',
  severity: 'error',
  title: 'Credential written into the spec',
  explanation:
    'A value looks like a credential: a token of a well-known shape (GitHub, GitLab, Stripe, AWS, Slack, Google, Shopify, SendGrid, npm, a JSON web token, a private key), a user and password in an address, an `Authorization` value, or something written behind `password=`, `secret:`, `token=` and the like. A spec is mailed, reviewed and kept in version control, so whoever reads it has the credential; the executor gets credentials from its own environment. Name the place instead: `${SECRET}`, `vault:…`, `env:…`, `<token>` and `***` are no findings, nor are words that describe. A credential that has been saved here should be revoked.',
  bad: { text: 'author: "Dana Reyes, https://sync:Tr0ub4dor@netsuite.example.com/orders"' },
  good: { text: 'author: "Dana Reyes, https://sync:${NETSUITE_PASSWORD}@netsuite.example.com/orders"' },
  checkScalar(node, values) {
    if (typeof node.value !== 'string' || !mayHoldSecret(node) || !values.hasValue(node)) return undefined;
    return secretsIn(node).map(({ what, start, end }) => ({
      target: { node, slice: { start, end } },
      message: `This looks like ${what}: whoever reads the spec could use it. Name where it is kept, such as \`\${SECRET}\`, and revoke this one.`,
    }));
  },
};

/** No credential that is told by its shape or its name is shorter than this, with its name. */
const SHORTEST = 8;
/** Each of them has one of these in it, or is the value of such a key. */
const HINT = /gh[pousr]_|github_pat_|glpat-|[sr]k_(?:live|test)_|whsec_|AKIA|ASIA|xox[abeoprs]-|hooks\.slack\.com|AIza|shp(?:at|ca|pa|ss)_|SG\.|npm_|PRIVATE KEY|eyJ|:\/\/|bearer|basic|pass|pwd|secret|key|token/i;
const KEY = /^(password|passwd|pwd|passphrase|client_?secret|secret|secret_?key|api_?key|access_?token|token)$/i;

/** Whether it is worth while to look closer: one search instead of one for each shape, in each value of a spec. */
function mayHoldSecret({ text, parent }: ScalarNode): boolean {
  return text.length >= SHORTEST && (HINT.test(text) || (parent?.kind === 'entry' && /\d/.test(text) && KEY.test(parent.key.text)));
}

/** The credentials in a text, none overlapping another. */
function secretsIn({ text, parent }: ScalarNode): Secret[] {
  const found: Secret[] = [];
  const add = (what: string, start: number, end: number): void => {
    if (!found.some((other) => start < other.end && other.start < end)) found.push({ what, start, end });
  };
  for (const [what, shape] of TOKENS) for (const match of text.matchAll(shape)) if (!/\*{2,}|…|\.\.\.|x{6,}/i.test(match[0])) add(what, match.index, match.index + match[0].length);
  for (const match of text.matchAll(ADDRESS)) {
    const end = match.index + match[0].length - 1;
    if (!isPlaceholder(match[1] ?? '')) add('a password in an address', end - (match[1]?.length ?? 0), end);
  }
  for (const match of text.matchAll(BEARER)) if (isRandom(match[1] ?? '')) add('a credential', match.index, match.index + match[0].length);
  for (const match of text.matchAll(NAMED)) {
    const [whole, name = '', , sign, value = ''] = match;
    const end = match.index + whole.length;
    if (isSecret(name, value, sign === '=')) add(`a ${name.toLowerCase()}`.replace(/^a (?=[aeiou])/, 'an '), end - value.length, end);
  }
  const key = parent?.kind === 'entry' ? parent.key.text : '';
  if (KEY.test(key) && !/\s/.test(text) && isRandom(text)) add(`the value of \`${key}\``, 0, text.length);
  return found.sort((a, b) => a.start - b.start);
}

/** Words that stand in for a secret or describe one. */
const DESCRIBES = /^(required|optional|none|null|nil|true|false|string|text|unknown|changeme|secret|password|token|value|example|your\w*|redacted|hidden|rotated|stored|kept|managed|see|from|in|is|and|the|never|not)\b/i;

/** Whether what stands behind a name is the secret itself; prose follows colons, so that there it must look random. */
function isSecret(name: string, value: string, isAssigned: boolean): boolean {
  const bare = value.replace(/(?<![.)\]}])[.)\]}]+$/, '');
  if (isPlaceholder(bare) || DESCRIBES.test(bare)) return false;
  if (isAssigned && /^(pass|pwd)/i.test(name)) return bare.length >= 4;
  return isRandom(bare) || (isAssigned && bare.length >= 8 && /\d/.test(bare));
}

/** What names a place, or is blotted out. */
function isPlaceholder(text: string): boolean {
  if (/[$%#]\{|\{\{|^\$[A-Z_(]|^%[A-Z_]+%$|^[<[{]|\*{2,}|^[•.xX_-]+$|…|\.\.\./.test(text)) return true;
  // The name of a variable, and of a place where secrets are kept.
  if (/^[A-Z]+(_[A-Z0-9]+)+$/.test(text) || /^(vault|env|ssm|sops|secrets?|op|kms|arn|aws|gcp|azure|keyvault|file|ref)[:/]/i.test(text)) return true;
  return /(^|[_-])(your|example|placeholder|redacted|dummy)([_-]|$)/i.test(text);
}

/** Letters and digits mixed as no word has them. */
function isRandom(text: string): boolean {
  if (isPlaceholder(text) || text.length < 8 || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  // A path, an address, a file, a date or a version names a place or a thing.
  return !/[/\\]|^\w+\.\w+(\.\w+)*\(|^\d{4}-\d\d|^v?\d+(\.\d+)+|^(source|item)\./.test(text);
}
