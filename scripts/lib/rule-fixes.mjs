/**
 * How rules mend what they find is asked for when somebody looks at a finding, and not before. In bundles that load parts
 * of themselves late it is a module of its own, and in the rules stand functions that ask it. A rule stays one file
 * of the sources: the build takes it twice, once without what only its fix needs, and once with nothing else.
 */
import { edited, rulesIn } from './rule-source.mjs';

/** What the module of the fixes is imported as; it exports `ruleFixes`, functions by the ids of rules. */
export const RULE_FIXES = 'rule-fixes';

/** What is added to the path of a rule's file where its fixes alone are meant. */
export const FIX_ALONE = '?fix';

/**
 * The source of a rule with a function in the place of its fix that asks the module of the fixes; undefined where no rule
 * in it has one.
 *
 * @param {string} source
 */
export function withLateFix(source) {
  const edits = fixesIn(source).map(({ id, fix }) => ({ ...fix, text: `fix(finding, context) { return ruleFixes[${JSON.stringify(id)}](finding, context); }` }));
  return edits.length === 0 ? undefined : `import { ruleFixes } from ${JSON.stringify(RULE_FIXES)};\n${edited(source, edits)}`;
}

/**
 * The source of a rule with its fixes in the place of the rules, exported by their ids as `fixes`. Whatever else stands in
 * it stays; what the fixes have no use for is left out by the bundler.
 *
 * @param {string} source
 */
export function fixAlone(source) {
  const found = fixesIn(source);
  // The members of an object, so that a method needs no other words than a property.
  const fixes = found.map(({ id, fix }) => `${JSON.stringify(id)}: { ${source.slice(fix.from, fix.to)} }.fix`);
  const rest = edited(source, rulesIn(source).map(({ statement }) => ({ ...statement, text: '' })));
  return `${rest}\nexport const fixes = { ${fixes.join(', ')} };\n`;
}

/** The module of the fixes of some files, which are absolute paths. */
export function fixesModule(files) {
  const imports = files.map((file, at) => `import { fixes as f${at} } from ${JSON.stringify(file + FIX_ALONE)};`);
  return `${imports.join('\n')}\nexport const ruleFixes = { ${files.map((_, at) => `...f${at}`).join(', ')} };\n`;
}

function fixesIn(source) {
  const rules = rulesIn(source);
  const found = rules.flatMap(({ id, members }) => (members.has('fix') ? [{ id, fix: members.get('fix') }] : []));
  // Without the rule around them, its name and `this` stand for nothing, and so does what its statement declares beside it.
  const reasons = found.length === 0 ? [] : rules.flatMap(({ id, isNamed, isAlone, members }) => [
    ...(isNamed ? [`The rule ${id} is named by other lines of its file`] : []),
    ...(isAlone ? [] : [`The rule ${id} is declared together with others in one statement`]),
    ...(members.get('fix')?.usesThis ? [`The fix of the rule ${id} says \`this\``] : []),
  ]);
  if (reasons.length > 0) throw new Error(`${reasons[0]}: its fix cannot stand alone.`);
  return found;
}
