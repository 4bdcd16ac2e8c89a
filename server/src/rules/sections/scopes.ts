/**
 * What the scope of a credential allows, read from the shapes in which scopes are usually written. What has none of
 * these shapes is unknown, and counts neither as reading nor as writing.
 */
import type { TextRange } from '../../syntax/tree.ts';

/** `writing`: the words that allow writing; `readsOnly`: all that is said allows reading, and nothing else. */
export interface ScopeReading {
  readonly writing: TextRange | undefined;
  readonly readsOnly: boolean;
}

/** Parts of a token (`orders:read`, `write_orders`, `Mail.ReadWrite`) and what they allow. */
const READING_PARTS = new Set(['read', 'reads', 'readonly', 'ro']);
const WRITING_PARTS = new Set(['write', 'writes', 'readwrite', 'rw', 'manage']);
/** Statements of SQL and words of prose that allow writing. Statements count in capitals: in small letters they are prose. */
const WRITING = /\b(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE|UPSERT)\b|\b[Rr]ead(?:\s*\/\s*|-|\s+and\s+)[Ww]rites?\b|\b[Ww]rites?\b(?!-)/g;
const READING = /\bread[- ]?only\b|\bread(?:s|ing)?\b|\bSELECT\b/i;
/** Words of prose after which nobody can say that only reading is meant. */
const ACTING = /\b(?:write|writes|writing|insert|update|delete|merge|upsert|create|edit|modify|change|add|remove|publish|send|post|put|patch|upload|produce|execute|manage|admin|administrator|owner|full|all|any|own)\b/i;
/** A clause that says what is not allowed, up to where it ends. */
const DENIED = /\b(?:no|not|none|nothing|never|without|cannot|can't|neither|nor|except)\b[^,;.]*|\bwrit(?:es?|ing)\b[^,;.]*\b(?:denied|disabled|forbidden|revoked|off|none)\b/gi;

/** Longer texts are no scopes; the limit keeps the time that reading takes small. */
const LONGEST = 2000;

/** Reads one scope, or several of them in one text. */
export function readScope(text: string): ScopeReading {
  if (text.length > LONGEST) return { writing: undefined, readsOnly: false };
  // What is denied is blotted out, so that places stay true.
  const allowed = text.replace(DENIED, (clause) => ' '.repeat(clause.length));
  const tokens = [...allowed.matchAll(/[^\s,;]+/g)].map((match) => ({ kind: kindOfToken(match[0]), start: match.index, end: match.index + match[0].length }));
  const written = tokens.find((token) => token.kind === 'writes') ?? prose(allowed);
  if (written) return { writing: { start: written.start, end: written.end }, readsOnly: false };
  const areTokens = tokens.length > 0 && tokens.every((token) => token.kind === 'reads');
  return { writing: undefined, readsOnly: areTokens || isReadingProse(allowed) };
}

/** Prose of which every clause reads, but for what only lets a connection be made. */
function isReadingProse(allowed: string): boolean {
  const clauses = allowed.split(/[,;]/).map((clause) => clause.trim()).filter((clause) => clause !== '');
  const reads = clauses.filter((clause) => /\s|^SELECT$/.test(clause) && READING.test(clause) && !ACTING.test(clause));
  return reads.length > 0 && clauses.every((clause) => reads.includes(clause) || /\b(?:USAGE|CONNECT)\b/.test(clause));
}

function prose(text: string): TextRange | undefined {
  WRITING.lastIndex = 0;
  const match = WRITING.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

function kindOfToken(token: string): 'reads' | 'writes' | undefined {
  const action = /^[\w-]+:(?:(Get|List|Describe|BatchGet|Head)|(Put|Delete|Create|Update|BatchWrite))(?![a-z])/.exec(token);
  if (action) return action[1] === undefined ? 'writes' : 'reads';
  if (!/[_.:/-]|[a-z][A-Z]/.test(token) && !/^(?:readonly|rw|readwrite)$/i.test(token)) return undefined;
  const parts = token.replace(/read[-_]only/gi, 'readonly').replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^A-Za-z]+/).map((part) => part.toLowerCase());
  if (parts.some((part) => WRITING_PARTS.has(part))) return 'writes';
  return parts.some((part) => READING_PARTS.has(part)) ? 'reads' : undefined;
}
