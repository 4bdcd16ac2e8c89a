/**
 * What the tables of phrases and functions say for people, a description of each row and its examples, is shown by hover
 * and the manual, and not needed to read or check anything. In the bundles it stands in a module of its own, which can be
 * loaded when it is first asked for; the rows of the tables are given getters.
 */
import ts from 'typescript';
import { edited } from './rule-source.mjs';

/** What the module of the texts is imported as; it exports `tableTexts`, a list for each file. */
export const TABLE_TEXTS = 'table-texts';
/** What the module with the function that makes getters is imported as. */
export const LATE_TEXTS = 'late-texts';

export const TABLE_FILE = /[\\/]server[\\/]src[\\/](phrases|expression[\\/]functions)[\\/][a-z-]+\.ts$/;
/** A row has two texts: one of these, and examples. */
const LEADS = ['summary', 'description'];
const EXAMPLES = 'examples';

/** The text of the module that gives a row its getters. */
export const LATE_TEXTS_MODULE = `
import { tableTexts } from ${JSON.stringify(TABLE_TEXTS)};
export const late = (file, at, lead, row) => Object.defineProperties(row, {
  [lead]: { enumerable: true, get: () => tableTexts[file][at][0] },
  ${EXAMPLES}: { enumerable: true, get: () => tableTexts[file][at][1] },
});`;

/**
 * The source of a table whose rows are given their texts late, and the texts; undefined where it has none.
 *
 * @param {string} source
 * @param {string} name by which the module of the texts knows the file
 * @returns {{ source: string, texts: [unknown, unknown][] } | undefined}
 */
export function withLateTexts(source, name) {
  const file = ts.createSourceFile('table.ts', source, ts.ScriptTarget.Latest, true);
  const edits = [];
  const texts = [];
  const visit = (node) => {
    const row = ts.isObjectLiteralExpression(node) ? rowOf(node) : undefined;
    if (!row) return void node.forEachChild(visit);
    edits.push({ from: node.getStart(), to: node.getStart(), text: `late(${JSON.stringify(name)}, ${texts.length}, ${JSON.stringify(row.lead)}, ` });
    edits.push(...row.members.map((member) => ({ from: member.getStart(), to: member.end + (source[member.end] === ',' ? 1 : 0), text: '' })));
    edits.push({ from: node.end, to: node.end, text: ')' });
    texts.push(row.texts);
    return undefined;
  };
  visit(file);
  return texts.length === 0 ? undefined : { source: `import { late } from ${JSON.stringify(LATE_TEXTS)};\n${edited(source, edits)}`, texts };
}

/** The two texts of a row, where they are written in it as they are. */
function rowOf(object) {
  const members = object.properties.filter((member) => ts.isPropertyAssignment(member) && [...LEADS, EXAMPLES].includes(member.name.getText()));
  const lead = members.find((member) => LEADS.includes(member.name.getText()));
  const examples = members.find((member) => member.name.getText() === EXAMPLES);
  if (!lead || !examples || members.length !== 2) return undefined;
  const texts = [valueOf(lead.initializer), valueOf(examples.initializer)];
  return texts.includes(undefined) ? undefined : { lead: lead.name.getText(), members, texts };
}

/** The value that an expression writes; undefined where it has to be calculated. */
function valueOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isArrayLiteralExpression(node)) {
    const items = node.elements.map(valueOf);
    return items.includes(undefined) ? undefined : items;
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const entries = node.properties.map((member) => (ts.isPropertyAssignment(member) && !ts.isComputedPropertyName(member.name) ? [member.name.text, valueOf(member.initializer)] : ['', undefined]));
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}
