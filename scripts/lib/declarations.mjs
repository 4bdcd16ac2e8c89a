/**
 * The declarations of the package's API as one file. The sources hold to it that they can be made without looking at any
 * other file: what users see stands in `types.ts`, and `index.ts` names each type that it gives.
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const LOCAL = /^(?:import|export) type (?:\{[^}]*\}|\*) from '\.\/types\.ts';\n/gm;

/**
 * @param {string} folder that of the API's sources, with a slash at its end
 * @returns {string} the text of a `.d.ts` file
 */
export function apiDeclarations(folder) {
  const types = declarationsOf(`${folder}types.ts`);
  const functions = declarationsOf(`${folder}index.ts`).replace(LOCAL, '');
  const text = `${types}\n${functions}`;
  const foreign = /^.*\bfrom\s*['"].*$|\bimport\(.*$/m.exec(text.replace(/\/\*[\s\S]*?\*\//g, ''));
  if (foreign) throw new Error(`The API shows types from elsewhere: ${foreign[0]}. Its users have no such file.`);
  return text;
}

function declarationsOf(file) {
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(file, 'utf8'), { fileName: file, reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2023, isolatedDeclarations: true, declaration: true } });
  if (diagnostics.length > 0) throw new Error(`${file}: ${diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')).join('\n')}`);
  return outputText.replace(/\r\n/g, '\n');
}
