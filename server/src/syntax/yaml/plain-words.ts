/** The errors of the YAML parser in words for authors of specs. */
import type { ErrorCode } from 'yaml';

const WORDS: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'An alias (`*name`) cannot have an anchor or a tag of its own.',
  BAD_ALIAS: 'After `*` or `&` a name must follow. Quote the value if the mark is part of the text.',
  BAD_DIRECTIVE: 'This directive is not valid YAML. Remove the line.',
  BAD_DQ_ESCAPE: 'This is no escape sequence: inside double quotes a backslash must be doubled. Single quotes take it as it is.',
  BAD_INDENT: 'This line is not indented like its neighbours.',
  BAD_PROP_ORDER: 'An anchor or a tag must stand before the value it belongs to.',
  BAD_SCALAR_START: 'Unquoted text cannot start with this character. Quote the value.',
  BLOCK_AS_IMPLICIT_KEY: 'A second `: ` on this line: YAML would start a new map here. Quote the value.',
  BLOCK_IN_FLOW: 'Inside braces or brackets a value must be written inline too.',
  DUPLICATE_KEY: 'This key is given twice.',
  IMPOSSIBLE: 'YAML cannot make sense of this line.',
  KEY_OVER_1024_CHARS: 'A key of more than 1,024 characters: is a quote or a colon missing?',
  MISSING_CHAR: 'Something is missing here: a closing quote, a closing brace or bracket, or the colon behind a key.',
  MULTILINE_IMPLICIT_KEY: 'This line has no `key: value`. A colon and a blank must stand behind the key.',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  NON_STRING_KEY: 'A key must be text.',
  TAB_AS_INDENT: 'YAML does not allow tabs for indentation. Use blanks.',
  TAG_RESOLVE_FAILED: 'The tag in front of this value does not fit it. Quote the value if the mark is part of the text.',
  UNEXPECTED_TOKEN: 'Text behind the end of the value. Quote the whole value if the text belongs to it.',
};

/** What to tell the author about an error of the YAML parser. */
export function plainWords(code: ErrorCode, message: string): string {
  if (code === 'MISSING_CHAR') {
    if (message.includes('quote')) return 'The closing quote is missing.';
    if (message.includes('Implicit map keys') || message.includes('map values')) return 'This line has no `key: value`. A colon and a blank must stand behind the key.';
    if (/end with (a )?\}|flow map/i.test(message)) return 'The closing brace `}` is missing.';
    if (/end with (a )?\]|flow seq/i.test(message)) return 'The closing bracket `]` is missing.';
    if (message.includes(',')) return 'A comma is missing between two entries.';
  }
  if (code === 'BAD_INDENT' && /Flow map/i.test(message)) return 'The closing brace `}` is missing, or stands too far left.';
  if (code === 'BAD_INDENT' && /Flow seq/i.test(message)) return 'The closing bracket `]` is missing, or stands too far left.';
  if (/Unexpected ,|[Uu]nexpected comma/.test(message)) return 'A comma too many, or something is missing in front of it.';
  if (message.includes('block-seq-ind')) return 'A list must start on a line of its own, below its key. Quote the value if the dash is part of the text.';
  return WORDS[code] ?? 'YAML cannot read this.';
}
