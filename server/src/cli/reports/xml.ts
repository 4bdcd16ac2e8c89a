/** XML, as far as reports need it: elements with attributes and text. */

/** Markup that has been made here: what goes into it as text has been escaped. */
export interface Markup {
  readonly markup: string;
}

export const XML_START = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** What XML 1.0 has no place for, not even escaped: most control characters, halves of characters, U+FFFE and U+FFFF. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The tag that begins an element; attributes that are undefined are left out. */
export function startTag(name: string, attributes: Readonly<Record<string, string | number | undefined>> = {}): string {
  const said = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return `<${name}${said.map(([key, value]) => ` ${key}="${escapedValue(String(value))}"`).join('')}>`;
}

/** An element, with what is in it: each part on a line of its own, or a text as it is. */
export function element(name: string, attributes: Readonly<Record<string, string | number | undefined>> = {}, content: readonly Markup[] | string = []): Markup {
  const start = startTag(name, attributes);
  if (content.length === 0) return { markup: `${start.slice(0, -1)}/>` };
  if (typeof content === 'string') return { markup: `${start}${escaped(content)}</${name}>` };
  return { markup: `${start}\n${content.map(({ markup }) => `${markup}\n`).join('')}</${name}>` };
}

/** `##`, which build servers read orders from, is parted. */
function escaped(text: string): string {
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
    .replaceAll('##', '#&#35;');
}

/** Unescaped, line ends and tabs would be read as blanks. */
function escapedValue(text: string): string {
  return escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
