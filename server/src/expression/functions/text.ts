/** Functions on text. All lengths and positions count code points. */
import { RE2JS, RE2JSException } from 're2js';
import type { StringType, ValueType } from '../../model/type.ts';
import { arrayType, booleanType, both, integerType, lengthsOf, stringType, unify } from '../types.ts';
import type { Value } from '../values.ts';
import { ValueError, codePoints, lengthOf } from '../values.ts';
import { constantCount, countOf, listOf, notNegative, textOf } from './arguments.ts';
import type { Argument, FunctionDefinition, Parameter, Refusal } from './definition.ts';
import { prepared, refuse } from './definition.ts';

const TEXT: Parameter = { name: 'text', accepts: 'text' };
const LENGTH: Parameter = { name: 'length', accepts: 'whole number', check: notNegative };
const FILL: Parameter = { name: 'fill', accepts: 'text', check: (value) => (lengthOf(textOf(value)) === 1 ? undefined : 'The fill is exactly one character.') };
const PATTERN: Parameter = { name: 'pattern', accepts: 'text', literal: true, check: patternFault };

/** A repeated text must stay within reason, whatever length an expression asks for. */
const LONGEST_TEXT = 1_000_000;

export const textFunctions: readonly FunctionDefinition[] = [
  {
    name: 'lower', summary: 'The text in lower case, character by character, so that its length stays.',
    parameters: [TEXT], examples: [['lower("Ärger 12")', '"ärger 12"']],
    result: ([text]) => mapped(text, lowerCase), run: ([text]) => lowerCase(textOf(text)),
  },
  {
    name: 'upper', summary: 'The text in upper case, character by character, so that its length stays (ß stays ß).',
    parameters: [TEXT], examples: [['upper("straße")', '"STRAßE"'], ['"de".upper()', '"DE"']],
    result: ([text]) => mapped(text, upperCase), run: ([text]) => upperCase(textOf(text)),
  },
  {
    name: 'trim', summary: 'The text without the blanks (spaces, tabs, line breaks) at its two ends.',
    parameters: [TEXT], examples: [['trim("  a b ")', '"a b"']],
    result: ([text]) => {
      const choices = choicesOf(text?.type);
      return choices ? stringType({ enum: choices.map(trimBlanks) }) : stringType({ maxLength: lengths(text).max });
    },
    run: ([text]) => trimBlanks(textOf(text)),
  },
  {
    name: 'truncate', summary: 'At most the first `length` characters of the text.',
    parameters: [TEXT, LENGTH], examples: [['truncate("Hamburg", 3)', '"Ham"'], ['truncate("😀😀", 1)', '"😀"']],
    result: ([text, length]) => {
      const limit = constantCount(length);
      const { min, max } = lengths(text);
      if (limit === undefined) return stringType({ maxLength: max });
      if (text && max !== undefined && max <= limit) return asString(text.type);
      const choices = choicesOf(text?.type)?.map((choice) => codePoints(choice).slice(0, limit).join(''));
      return choices ? stringType({ enum: [...new Set(choices)] }) : stringType({ minLength: Math.min(min, limit), maxLength: limit });
    },
    run: ([text, length]) => codePoints(textOf(text)).slice(0, countOf(length)).join(''),
  },
  {
    name: 'substring', summary: 'The characters from position `start` (the first is 0) up to, but without, position `end`; what lies outside the text is left out.',
    parameters: [TEXT, { name: 'start', accepts: 'whole number', check: notNegative }, { name: 'end', accepts: 'whole number', optional: true, check: notNegative }],
    examples: [['substring("Hamburg", 3)', '"burg"'], ['substring("Hamburg", 0, 3)', '"Ham"']],
    result: ([text, start, end]) => {
      const { max } = lengths(text);
      const [from, to] = [constantCount(start) ?? 0, constantCount(end)];
      const longest = to === undefined ? max : max === undefined ? to : Math.min(max, to);
      return stringType({ maxLength: longest === undefined ? undefined : Math.max(0, longest - from) });
    },
    run: ([text, start, end]) => codePoints(textOf(text)).slice(countOf(start), end === undefined ? undefined : countOf(end)).join(''),
  },
  padding('padLeft', 'before', ['padLeft("42", 5, "0")', '"00042"'], (text, fill) => fill + text),
  padding('padRight', 'behind', ['padRight("ab", 4, ".")', '"ab.."'], (text, fill) => text + fill),
  {
    name: 'concat', summary: 'The texts one after another.',
    parameters: [{ name: 'text', accepts: 'text', rest: true }], examples: [['concat("a", "-", "b")', '"a-b"']],
    result: concatenated, run: (texts) => texts.map(textOf).join(''),
  },
  {
    name: 'replace', summary: 'The text with `new` in every place where `old` stands.',
    parameters: [TEXT, { name: 'old', accepts: 'text', check: notEmpty }, { name: 'new', accepts: 'text' }],
    examples: [['replace("a-b-c", "-", "/")', '"a/b/c"']],
    result: ([text, old, by]) => {
      const { max } = lengths(text);
      const shortest = Math.max(1, lengths(old).min);
      const longest = lengths(by).max;
      if (max === undefined || longest === undefined) return stringType();
      return stringType({ maxLength: longest <= shortest ? max : Math.floor(max / shortest) * longest + (max % shortest) });
    },
    run: ([text, old, by]) => {
      if (old === '') throw new ValueError('The text to replace is empty.', old);
      return limited(textOf(text).split(textOf(old)).join(textOf(by)));
    },
  },
  {
    name: 'regexReplace', summary: 'The text with every match of the RE2 pattern replaced; $1 stands for the first group, $0 for the whole match, \\$ for a dollar sign.',
    parameters: [TEXT, PATTERN, { name: 'replacement', accepts: 'text' }],
    examples: [['regexReplace("2024-03-10", "(\\\\d+)-(\\\\d+)-(\\\\d+)", "$3.$2.$1")', '"10.03.2024"']],
    result: () => stringType(),
    ...prepared(1, compilePattern, ([text, , replacement], pattern) => limited(replaceMatches(pattern, textOf(text), textOf(replacement)))),
  },
  {
    name: 'split', summary: 'The parts of the text between the separators.',
    parameters: [TEXT, { name: 'separator', accepts: 'text', check: notEmpty }], examples: [['split("a,b,,c", ",")', '["a", "b", "", "c"]']],
    result: ([text]) => arrayType(stringType({ maxLength: lengths(text).max }), 1),
    run: ([text, separator]) => {
      if (separator === '') throw new ValueError('The separator is empty.', separator);
      return textOf(text).split(textOf(separator));
    },
  },
  {
    name: 'join', summary: 'The texts of a list, with the separator between each two of them; null if one of them is null.',
    parameters: [{ name: 'list', accepts: 'list' }, { name: 'separator', accepts: 'text' }], examples: [['join(["a", "b"], ", ")', '"a, b"']],
    result: joined,
    run: ([list, separator]) => {
      const items = listOf(list);
      return items.includes(null) ? null : limited(items.map(textOf).join(textOf(separator)));
    },
  },
  {
    name: 'length', summary: 'How many characters the text has. (`count` counts the items of a list.)',
    parameters: [TEXT], examples: [['length("naïve 😀")', '7']],
    result: ([text]) => integerType({ minimum: lengths(text).min, maximum: lengths(text).max }), run: ([text]) => BigInt(lengthOf(textOf(text))),
  },
  question('startsWith', 'Does the text begin with this one?', ['startsWith("Hamburg", "Ham")', 'true'], (text, part) => text.startsWith(part)),
  question('endsWith', 'Does the text end with this one?', ['endsWith("Hamburg", "ham")', 'false'], (text, part) => text.endsWith(part)),
  question('contains', 'Does this one stand anywhere in the text?', ['contains("Hamburg", "mb")', 'true'], (text, part) => text.includes(part)),
  {
    name: 'matches', summary: 'Is the RE2 pattern found anywhere in the text? Write ^ and $ to match all of it.',
    parameters: [TEXT, PATTERN], examples: [['matches("AB-12", "^[A-Z]+-[0-9]+$")', 'true'], ['matches("AB-12", "[0-9]$")', 'true']],
    result: () => booleanType, ...prepared(1, compilePattern, ([text], pattern) => pattern.matcher(textOf(text)).find()),
  },
];

function padding(name: string, where: string, example: [string, string], put: (text: string, fill: string) => string): FunctionDefinition {
  return {
    name, summary: `The text with as many \`fill\` characters ${where} it as it lacks to \`length\`; a longer text stays.`,
    parameters: [TEXT, LENGTH, FILL], examples: [example],
    result: ([text, length]) => {
      const wanted = constantCount(length);
      const { min, max } = lengths(text);
      return wanted === undefined ? stringType({ minLength: min }) : stringType({ minLength: Math.max(min, wanted), maxLength: both(Math.max, max, wanted) });
    },
    run: ([value, length, fill]) => {
      const text = textOf(value);
      const lacking = countOf(length) - lengthOf(text);
      if (lengthOf(textOf(fill)) !== 1) throw new ValueError('The fill is exactly one character.', fill ?? null);
      if (lacking > LONGEST_TEXT) throw new ValueError('The text would be longer than a million characters.', length ?? null);
      return lacking > 0 ? put(text, textOf(fill).repeat(lacking)) : text;
    },
  };
}

function question(name: string, summary: string, example: [string, string], answer: (text: string, part: string) => boolean): FunctionDefinition {
  return {
    name, summary, parameters: [TEXT, { name: 'part', accepts: 'text' }], examples: [example],
    result: () => booleanType, run: ([text, part]) => answer(textOf(text), textOf(part)),
  };
}

/** The type of texts one after another: their lengths add up. */
export function concatenated(texts: readonly Pick<Argument, 'type'>[]): StringType {
  const all = texts.map(({ type }) => lengthsOf(type));
  const [only] = texts;
  if (texts.length === 1 && only) return asString(only.type);
  return stringType({
    minLength: all.reduce((sum, { min }) => sum + min, 0),
    maxLength: all.reduce<number | undefined>((sum, { max }) => both((a, b) => a + b, sum, max), 0),
  });
}

function joined([list, separator]: readonly Argument[]): ValueType | Refusal {
  if (list?.type.kind !== 'array') return stringType();
  const { element, minItems, maxItems } = list.type;
  if (element.kind !== 'unknown' && !unify(element, stringType())) return refuse(0, 'The items of the list are no text. Only text can be joined.');
  const [item, between] = [lengthsOf(element), lengths(separator)];
  const longest = (count: number | undefined) => both((a, b) => a + b, times(count, item.max), times(count === undefined ? undefined : Math.max(0, count - 1), between.max));
  const type = stringType({ minLength: (minItems ?? 0) * item.min + Math.max(0, (minItems ?? 0) - 1) * between.min, maxLength: longest(maxItems) });
  return { ...type, nullable: element.nullable };
}

function times(count: number | undefined, each: number | undefined): number | undefined {
  return both((a, b) => a * b, count, each);
}

function lengths(argument: Argument | undefined) {
  return lengthsOf(argument?.type ?? stringType());
}

function choicesOf(type: ValueType | undefined): readonly string[] | undefined {
  return type?.kind === 'string' && type.enum && type.enum.length > 0 ? type.enum : undefined;
}

/** The type of a text whose characters are mapped one to one. */
function mapped(text: Argument | undefined, map: (text: string) => string): ValueType {
  const choices = choicesOf(text?.type);
  const { min, max } = lengths(text);
  return choices ? stringType({ enum: [...new Set(choices.map(map))] }) : stringType({ minLength: min, maxLength: max });
}

function asString(type: ValueType): StringType {
  return type.kind === 'string' ? { ...type, nullable: false } : stringType({ minLength: lengthsOf(type).min, maxLength: lengthsOf(type).max });
}

function lowerCase(text: string): string {
  return codePoints(text).map((point) => sameLength(point, point.toLowerCase())).join('');
}

function upperCase(text: string): string {
  return codePoints(text).map((point) => sameLength(point, point.toUpperCase())).join('');
}

/** Unicode's simple case mapping is one to one; where only the full one exists, the character stays. */
function sameLength(point: string, changed: string): string {
  return lengthOf(changed) === 1 ? changed : point;
}

function trimBlanks(text: string): string {
  const points = codePoints(text);
  const isBlank = (point: string | undefined) => point !== undefined && /^\p{White_Space}$/u.test(point);
  let [start, end] = [0, points.length];
  while (start < end && isBlank(points[start])) start += 1;
  while (end > start && isBlank(points[end - 1])) end -= 1;
  return points.slice(start, end).join('');
}

function limited(text: string): string {
  if (text.length > LONGEST_TEXT) throw new ValueError('The text would be longer than a million characters.', text.slice(0, 20));
  return text;
}

function notEmpty(value: Value): string | undefined {
  return value === '' ? 'This text must not be empty.' : undefined;
}

function compilePattern(value: Value): RE2JS {
  const fault = patternFault(value);
  if (fault !== undefined) throw new ValueError(fault, value);
  return RE2JS.compile(textOf(value));
}

function patternFault(value: Value): string | undefined {
  try {
    RE2JS.compile(textOf(value));
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return `The pattern is not legal in RE2: ${error.message.replace(/^error parsing regexp: /, '')}. RE2 has no look-around and no back-references.`;
  }
}

function replaceMatches(pattern: RE2JS, text: string, replacement: string): string {
  try {
    return pattern.matcher(text).replaceAll(replacement, true);
  } catch {
    throw new ValueError('The replacement names a group that the pattern does not have. Write \\$ for a dollar sign.', replacement);
  }
}
