/** The texts that the client shows, read off its sources: what goes through the editor's translation, and what ought to. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './run.mjs';

const folder = join(root, 'client', 'src');

/** All texts given to `l10n.t`, sorted. One that is not written out is an error: no translator could find it. */
export function clientTexts() {
  const texts = new Set();
  for (const [name, source] of sources()) {
    visit(source, (node) => {
      if (!isTranslation(node)) return;
      const [text] = node.arguments;
      if (!text || !ts.isStringLiteralLike(text)) throw new Error(`client/src/${name}: l10n.t takes a text that is written out: ${node.getText(source)}`);
      texts.add(text.text);
    });
  }
  return [...texts].sort();
}

/**
 * Texts in the words of people that are neither translated nor for the log, as `file: text`. What has a space in it
 * and begins with a capital letter counts as such.
 */
export function untranslatedTexts() {
  const found = [];
  for (const [name, source] of sources()) {
    visit(source, (node) => {
      if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return;
      const text = ts.isTemplateExpression(node) ? node.head.text : node.text;
      if (/^\p{Lu}.* /u.test(text) && !isForMachines(node, source)) found.push(`${name}: ${text}`);
    });
  }
  return found;
}

/** Whether a text is an argument of a translation, of the log or of an error. */
function isForMachines(node, source) {
  const { parent } = node;
  if (ts.isNewExpression(parent)) return parent.expression.getText(source) === 'Error';
  return isTranslation(parent) || (ts.isCallExpression(parent) && /\boutput\.(trace|debug|info|warn|error|append(Line)?)$/.test(parent.expression.getText(source)));
}

function isTranslation(node) {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 't' && /\bl10n$/.test(node.expression.expression.getText());
}

function visit(node, see) {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

function sources() {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).sort();
  return names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return [name.replaceAll('\\', '/'), ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)];
  });
}
