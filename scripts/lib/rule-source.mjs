/** The sources of rules, as the build takes them apart. */
import ts from 'typescript';

/** Where rules are, one or several a file. */
export const RULE_FILE = /[\\/]server[\\/]src[\\/]rules[\\/][a-z-]+\.ts$/;

/**
 * The rules of a source: each with its id, its statement, its members by their names, whether other lines name it, and
 * whether it is all that its statement declares.
 *
 * @param {string} source
 * @returns {{ id: string, isNamed: boolean, isAlone: boolean, statement: { from: number, to: number }, members: Map<string, { from: number, to: number, usesThis: boolean }> }[]}
 */
export function rulesIn(source) {
  const file = ts.createSourceFile('rule.ts', source, ts.ScriptTarget.Latest, true);
  const span = (node) => ({ from: node.getStart(file), to: node.end });
  return file.statements.filter(ts.isVariableStatement).flatMap((statement) => statement.declarationList.declarations.flatMap(({ name, initializer }) => {
    if (!initializer || !ts.isObjectLiteralExpression(initializer)) return [];
    const named = initializer.properties.filter((member) => member.name !== undefined);
    const id = named.find((member) => ts.isPropertyAssignment(member) && member.name.getText(file) === 'id')?.initializer;
    if (!id || !ts.isStringLiteral(id)) return [];
    const members = new Map(named.map((member) => [member.name.getText(file), { ...span(member), usesThis: usesThis(member) }]));
    const isAlone = statement.declarationList.declarations.length === 1;
    return [{ id: id.text, isAlone, isNamed: identifiers(file).filter((text) => text === name.getText(file)).length > 1, statement: span(statement), members }];
  }));
}

function usesThis(node) {
  return node.kind === ts.SyntaxKind.ThisKeyword || node.getChildren().some(usesThis);
}

/** The names that stand for something by themselves, each as often as it does. */
function identifiers(node) {
  const own = ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ? [node.text] : [];
  return [...own, ...node.getChildren().flatMap(identifiers)];
}

/**
 * A source with some stretches of it replaced.
 *
 * @param {string} source
 * @param {readonly { from: number, to: number, text: string }[]} edits in their order, none within another
 */
export function edited(source, edits) {
  return edits.toReversed().reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), source);
}
