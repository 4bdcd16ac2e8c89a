/**
 * What the scope of a credential allows, read from the shapes in which scopes are usually written. What has none of
 * these shapes is unknown, and counts neither as reading nor as writing.
 */
import type { TextRange } from '../../syntax/tree.ts';
import { isReadingProse } from './reading-scopes.ts';

/** `writing`: the words that allow writing; `readsOnly`: all that is said allows reading, and nothing else. */
export interface ScopeReading {
  readonly writing: TextRange | undefined;
  readonly readsOnly: boolean;
}

/** Parts of a token (`orders:read`, `write_orders`, `Mail.ReadWrite`) and what they allow. */
const READING_PARTS = new Set(['read', 'reads', 'readonly', 'ro']);
const WRITING_PARTS = new Set(['write', 'writes', 'readwrite', 'rw', 'manage']);
/** Parts that allow something else: a token that has one does not only read (`orders.read-append`). */
const OTHER_PARTS = new Set(['append', 'create', 'add', 'insert', 'update', 'delete', 'edit', 'modify', 'upsert', 'merge', 'publish', 'send', 'post', 'put', 'patch', 'upload', 'execute', 'index', 'store', 'admin', 'owner', 'full']);
/** Who registers for changes writes no data of the source. */
const REGISTERS = /hooks?(?![a-z])|subscriptions?[^a-z]*manage|event[^a-z]*subscription/i;

/** Statements of SQL that write. They count in capitals: in small letters they are prose. */
const STATEMENT = '(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE|UPSERT)';
const STATEMENTS = String.raw`\b${STATEMENT}\b(?:\s*(?:,|\/|\band\b|\bor\b)\s*${STATEMENT}\b)*`;
/** “Write” is an ability only in some places: beside “read”, with “access” or “to”, at the head or end of a clause. */
const WRITING = new RegExp(
  [
    String.raw`\b${STATEMENT}\b`,
    String.raw`\b[Rr]ead(?:s|ing)?(?:\s*[/&+]\s*|-|\s+(?:and|or|plus)\s+)[Ww]rit(?:es?|ing)\b(?!-)`,
    String.raw`\b[Ww]rite[- ](?:access|permissions?|privileges?|rights?|level)\b`,
    String.raw`\b[Ww]rite\s+(?:to|on|into)\b`,
    String.raw`(?<=\b(?:may|can|also|allowed to|able to|level|permission)\s+)[Ww]rite\b(?!-)`,
    String.raw`(?<=(?:^|[,;:(])\s*)[Ww]rites?\b(?!-|\s+(?:database|db|side|model|node|replica|master|primary|instance|path|store|log|queue|topic)\b)`,
    String.raw`\b[Ww]rite\b(?=\s*(?:$|[,;.)]))`,
  ].join('|'),
  'g',
);
/** What is said not to be allowed, up to where the clause ends. */
const DENIED: readonly RegExp[] = [
  new RegExp(String.raw`(?:\b[Ww]rit(?:es?|ing)\b|${STATEMENTS})[^,;.]*?\b(?:is\s+|are\s+)?(?:not|never)\b[^,;.]*`, 'g'),
  new RegExp(String.raw`(?:\b[Ww]rit(?:es?|ing)\b|${STATEMENTS})[^,;.]*\b(?:denied|disabled|forbidden|revoked|refused|withheld|excluded|unused|off|none|nothing|false)\b`, 'g'),
  /\bwrit(?:es?|ing)\s*[:=]\s*no\b|\bwrite (?:access|permissions?|rights?) (?:is|are|lies?|stays?|remains?|rests?) with\b[^,;.]*/gi,
  new RegExp(String.raw`\b(?:no|not|none|nothing|nobody|never|without|cannot|can't|neither|nor|except)\b[^,;.]*(?:,\s*(?:(?:and|or|nor)\s+)?(?:${STATEMENT}|writ(?:es?|ing))\b(?![_:.])[^,;.]*)*`, 'gi'),
  // RabbitMQ: no name matches.
  /\bwrite\s*[:=]?\s*(?:\^\$|""|'')/gi,
];
/** What looks like writing and is none. */
const NOT_WRITING: readonly RegExp[] = [
  /\bFOR\s+(?:NO\s+KEY\s+)?UPDATE\b/g,
  // Names of accounts and places.
  /(?<![\w.+-])[\w.+-]+@[^\s,;]+|\barn:[^\s,;]+|\b(?!https?:)\w+:\/\/[^\s,;]+/gi,
  // Events that tell of writes.
  new RegExp(String.raw`${STATEMENTS}\s+(?:events?|changes?|messages?|notifications?)\b`, 'g'),
  // What others write: “reads what the shop writes to the schema export”.
  /\b(?:what|whatever|which|that|whose|who|where|when|while|before|after)\b[^,;.]*/gi,
];
/** Places where a reader keeps how far it has come. */
const BOOKKEEPING = /\b(?:leases?|check-?points?|offsets?|cursors?|bookmarks?|watermarks?|locks?)\b/i;
/** Words with “write” that are none of an ability. */
const COMPOUND = /^write-(?:ahead|back|behind|through|offs?|ups?|downs?|once|only|protect\w*|heavy|side|path|optimi[sz]ed)\b/i;

/** Longer texts are no scopes; the limit keeps the time that reading takes small. */
const LONGEST = 2000;

/** Reads one scope, or several of them in one text. */
export function readScope(text: string): ScopeReading {
  if (text.length > LONGEST) return { writing: undefined, readsOnly: false };
  const allowed = without(text, DENIED);
  const told = without(allowed, NOT_WRITING);
  const written = tokensOf(told).find((token) => token.kind === 'writes') ?? prose(told);
  if (written) return { writing: { start: written.start, end: written.end }, readsOnly: false };
  const tokens = tokensOf(allowed);
  const areTokens = tokens.length > 0 && tokens.every((token) => token.kind === 'reads');
  return { writing: undefined, readsOnly: areTokens || isReadingProse(allowed) };
}

/** The text with what these patterns find blotted out, so that places stay true. */
function without(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, (clause) => ' '.repeat(clause.length)), text);
}

function tokensOf(text: string): (TextRange & { readonly kind: 'reads' | 'writes' | undefined })[] {
  return [...text.matchAll(/[^\s,;]+/g)].map(({ 0: token, index }) => ({ kind: kindOfToken(token, clauseAt(text, index)), start: index, end: index + token.length }));
}

/** The clause that a place lies in, between commas and semicolons. */
function clauseAt(text: string, at: number): string {
  const before = text.slice(0, at).split(/[,;]/).at(-1) ?? '';
  const [behind = ''] = text.slice(at).split(/[,;]/);
  return before + behind;
}

function prose(text: string): TextRange | undefined {
  for (const match of text.matchAll(WRITING)) {
    if (!BOOKKEEPING.test(clauseAt(text, match.index))) return { start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

function kindOfToken(token: string, clause: string): 'reads' | 'writes' | undefined {
  const action = /^([\w-]+):(?:(Get|List|Describe|BatchGet|Head)|(Put|Delete|Create|Update|BatchWrite))(?![a-z])/.exec(token);
  if (action) {
    if (action[2] !== undefined) return 'reads';
    return isOwnWork(token) || BOOKKEEPING.test(clause) ? undefined : 'writes';
  }
  if (!/[_.:/-]|[a-z][A-Z]/.test(token) && !/^(?:readonly|rw|readwrite)$/i.test(token)) return undefined;
  // A word with a hyphen is a scope where it stands alone, and else prose.
  if (COMPOUND.test(token) || (/^write-/i.test(token) && token !== clause.trim())) return undefined;
  const parts = partsOf(token);
  if (parts.some((part) => WRITING_PARTS.has(part))) return REGISTERS.test(token) || BOOKKEEPING.test(clause) ? undefined : 'writes';
  return parts.some((part) => READING_PARTS.has(part)) && !parts.some((part) => OTHER_PARTS.has(part)) ? 'reads' : undefined;
}

/** Actions without which nobody can read a queue, or run at all. */
function isOwnWork(action: string): boolean {
  return /^(?:sqs:DeleteMessage|logs:|cloudwatch:|xray:|kms:)/i.test(action);
}

/** The words of a token, in small letters; of an address, those of its last part. */
function partsOf(token: string): string[] {
  const [own = ''] = /^(?:https?:\/\/|\/)/.test(token) ? token.split('/').filter((part) => part !== '').slice(-1) : [token];
  return own.replace(/read[-_]only/gi, 'readonly').replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^A-Za-z]+/).map((part) => part.toLowerCase());
}
