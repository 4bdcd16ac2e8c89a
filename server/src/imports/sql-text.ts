/**
 * SQL taken apart as far as both dialects agree: statements, the definitions in a table, clauses of a column. So one
 * definition that a parser does not know costs that definition, not the whole of the text.
 */

/** A stretch of SQL that is no code: a text, a quoted name, a comment. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\$([A-Za-z_]\w*)?\$[\s\S]*?(?:\$\1\$|$)/y;
const QUOTED_WITH_ESCAPES = /'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*"|`(?:[^`]|``)*`/y;
const COMMENT = /--[^\n]*|\/\*[\s\S]*?\*\//y;
const COMMENT_OR_HASH = /--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\//y;

/** Lines that are meant for the program that runs the SQL, and end what stands before them: `\connect shop`, `DELIMITER ;;`, `USE shop`, `GO`. */
const COMMAND = /^[ \t]*(?:\\[a-z!].*|delimiter[ \t].*|use[ \t]+\S+|go|\/)[ \t]*\r?$/gim;

export type Dialect = 'postgres' | 'mysql';

/** The dialect that a text is written in. */
export function dialectOf(sql: string): Dialect {
  return /`|\bAUTO_INCREMENT\b|\bENGINE\s*=|\b(?:INT|INTEGER|BIGINT|SMALLINT|TINYINT|MEDIUMINT)(?:\s*\(\d+\))?\s+UNSIGNED\b|\b(?:TINYINT|MEDIUMINT|LONGTEXT|MEDIUMTEXT|DATETIME)\b/i.test(sql) ? 'mysql' : 'postgres';
}

/** The statements of a text, without comments and without rows of data. */
export function statementsOf(sql: string, dialect: Dialect): string[] {
  // A dump has rows between its statements.
  const dumped = sql.replace(/^COPY\s[^;]*?\bFROM\s+stdin\b[^;]*;[\s\S]*?^\\\.\s*$/gim, '');
  // What MySQL from a version on reads, it writes as a comment.
  const text = dialect === 'mysql' ? dumped.replace(/\/\*!\d*([\s\S]*?)\*\//g, ' $1 ') : dumped;
  return split(text.replace(COMMAND, ';'), ';', dialect).map((part) => part.trim()).filter((part) => part !== '');
}

/** The definitions between the outermost parentheses of a statement; undefined where there are none. */
export function definitionsIn(statement: string, dialect: Dialect): string[] | undefined {
  const from = statement.indexOf('(');
  if (from < 0) return undefined;
  const end = closingOf(statement, from, dialect);
  return split(statement.slice(from + 1, end), ',', dialect).map((part) => part.trim()).filter((part) => part !== '');
}

/** Divides a text at a mark that stands outside of quotes and parentheses; comments become blanks. */
function split(text: string, mark: string, dialect: Dialect): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const quoted = matchAt(dialect === 'mysql' ? QUOTED_WITH_ESCAPES : QUOTED, text, at);
    const comment = quoted === undefined ? matchAt(dialect === 'mysql' ? COMMENT_OR_HASH : COMMENT, text, at) : undefined;
    if (quoted !== undefined) part += quoted;
    else if (comment !== undefined) part += ' ';
    else {
      const character = text[at] ?? '';
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      if (character === mark && (depth <= 0 || mark === ';')) {
        parts.push(part);
        part = '';
        depth = 0;
      } else part += character;
    }
    at += quoted?.length ?? comment?.length ?? 1;
  }
  return [...parts, part];
}

/** The offset of the parenthesis that closes the one at an offset; the end of the text where none does. */
function closingOf(text: string, open: number, dialect: Dialect): number {
  let depth = 0;
  for (let at = open; at < text.length; ) {
    const quoted = matchAt(dialect === 'mysql' ? QUOTED_WITH_ESCAPES : QUOTED, text, at);
    if (quoted === undefined) {
      if (text[at] === '(') depth += 1;
      if (text[at] === ')') depth -= 1;
      if (depth === 0) return at;
    }
    at += quoted?.length ?? 1;
  }
  return text.length;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Whether a definition in a table is that of a column, not of a key or a constraint. */
export function isColumn(definition: string): boolean {
  if (/^["`]/.test(definition)) return true;
  return !/^(constraint|primary\s+key|unique\b|check\b|foreign\s+key|exclude\b|like\b|key\b|index\b|fulltext\b|spatial\b|period\b)/i.test(definition);
}

/** A definition whose texts and quoted names are numbered, so that no word in them is taken for one of SQL. */
export interface Masked {
  readonly text: string;
  /** Puts back what stands in quotes, as it was written. */
  readonly unmask: (text: string) => string;
}

/** Marks the numbers; since all that is quoted is numbered, it cannot stand in quotes otherwise. */
const MARK = '\ue000';
const NUMBERED = new RegExp(`(['"\`])${MARK}(\\d+)\\1`, 'g');

export function masked(definition: string, dialect: Dialect): Masked {
  const quoted: string[] = [];
  const all = new RegExp((dialect === 'mysql' ? QUOTED_WITH_ESCAPES : QUOTED).source, 'g');
  const text = definition.replace(all, (each) => {
    const mark = each[0] === '$' ? "'" : (each[0] ?? "'");
    return `${mark}${MARK}${String(quoted.push(each) - 1)}${mark}`;
  });
  return { text, unmask: (part) => part.replace(NUMBERED, (_all, _mark, number: string) => quoted[Number(number)] ?? '') };
}

/** A column's definition without the clauses that say nothing of its type, and in what these were. */
export interface Trimmed {
  readonly definition: string;
  /** What stands in the parentheses of each CHECK. */
  readonly checks: readonly string[];
  readonly isGenerated: boolean;
}

/** Takes the clauses out of a definition that parsers know least, and that no type needs. What is quoted has to be masked. */
export function trimmed(definition: string): Trimmed {
  const checks: string[] = [];
  let isGenerated = false;
  let rest = definition;
  for (const [pattern, found] of [
    [/(?:\bconstraint\s+\S+\s+)?\bcheck\s*\(/i, (inner: string): void => { checks.push(inner); }],
    [/\b(?:generated\s+always\s+)?as\s*\(/i, (): void => { isGenerated = true; }],
  ] as const) {
    for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) {
      const open = match.index + match[0].length - 1;
      const close = closingOf(rest, open, 'postgres');
      found(rest.slice(open + 1, close).replace(/\s+/g, ' ').trim());
      rest = `${rest.slice(0, match.index)} ${rest.slice(close + 1)}`;
    }
  }
  rest = rest
    .replace(/\s(?:stored|virtual|persistent|invisible|visible)\b/gi, ' ').replace(/\s(?:no\s+inherit|enforced|not\s+enforced)\b/gi, ' ')
    .replace(/\b(?:character\s+set|charset|srid)\s+\S+/gi, ' ').replace(/\bcollate\s+\S+/gi, ' ')
    // Which parts a time has, and how long an array is, is part of no type.
    .replace(/\btime\s*\(\s*\d+\s*\)(?=\s+with)/gi, 'time').replace(/\[\s*\d+\s*\]/g, '[]')
    .replace(/\binterval(?:\s+(?:year|month|day|hour|minute|second)(?:\s+to\s+(?:month|hour|minute|second))?)?(?:\s*\(\s*\d+\s*\))?(?=\s|$|\[)/gi, 'interval');
  return { definition: rest.trim(), checks, isGenerated };
}

/** A name without its quotes, and the schema before it. */
export function bareName(name: string): string {
  const last = /("(?:[^"]|"")*"|`(?:[^`]|``)*`|[^.]+)$/.exec(name.trim())?.[0] ?? name;
  return last.replace(/^(["`])([\s\S]*)\1$/, '$2').replace(/""|``/g, (twice) => twice[0] ?? '');
}

/** The bounds that a CHECK sets for a number, where it says nothing else: `x > 0`, `(VALUE >= 1901) AND (VALUE <= 2155)`. */
export function boundsIn(check: string, isInteger: boolean): { readonly minimum?: number; readonly maximum?: number } | undefined {
  const bounds: { minimum?: number; maximum?: number } = {};
  for (const part of check.replace(/[()]/g, ' ').replace(/::\s*\w+/g, ' ').split(/\band\b/i)) {
    const [, operator, text] = /^\s*["`\w]+\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    const bound = Number(text);
    // An open bound of a number that is not whole has no least value beyond it.
    if (operator === undefined || (operator.length === 1 && !(isInteger && Number.isInteger(bound)))) return undefined;
    if (operator.startsWith('>')) bounds.minimum = operator === '>' ? bound + 1 : bound;
    else bounds.maximum = operator === '<' ? bound - 1 : bound;
  }
  return bounds;
}

/** The values that a CHECK allows, where it lists texts: `x IN ('a', 'b')`, `x = ANY (ARRAY['a'::text, 'b'::text])`. */
export function listedIn(check: string): string[] | undefined {
  const list = /\b(?:in\s*\(|any\s*\(+\s*array\s*\[)((?:'[^']*'|[^')\]])*)[)\]]/i.exec(check)?.[1];
  if (list === undefined || /\b(?:and|or|not)\b/i.test(check.replace(/'(?:[^']|'')*'/g, ''))) return undefined;
  const values = [...list.matchAll(/'((?:[^']|'')*)'/g)].map((match) => (match[1] ?? '').replaceAll("''", "'"));
  const rest = list.replace(/'(?:[^']|'')*'/g, '').replace(/::\s*[\w ]+/g, '').replace(/[\s,]/g, '');
  return values.length > 0 && rest === '' ? values : undefined;
}
