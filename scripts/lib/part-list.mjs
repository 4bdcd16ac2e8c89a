/**
 * Which parts the server and the command are cut into: what is not needed for the findings of a sound spec is loaded
 * when it is first used. The first part that takes an import has it.
 */
import { RARE_PROTOCOL } from './protocol-features.mjs';
import { RULE_FIXES } from './rule-fixes.mjs';
import { RULE_TEXTS } from './rule-texts.mjs';
import { SCHEMA_TEXTS } from './schema-texts.mjs';
import { TABLE_TEXTS } from './table-texts.mjs';

const roomOf = (path) => /^server\/src\/([^/]+)\//.exec(path)?.[1];
const [OUTER, ENGINE] = [['server', 'workspace'], ['syntax', 'model', 'phrases', 'expression', 'rules']];

/** A part that is one or several libraries, or modules that the build makes, by what they are imported as. */
const imported = (name, ...specifiers) => ({ name, holds: ({ specifier }) => specifiers.includes(specifier) });

/** A part that is modules of ours, by their paths below `server/src/`, for all others. */
function ours(name, ...modules) {
  const paths = modules.map((module) => `server/src/${module}.ts`);
  return { name, holds: ({ path }, importer) => paths.includes(path) && !paths.includes(importer) };
}

/** How the package writes YAML, and makes plain values of it; its `stringifyNumber` is asked for when it is loaded. */
const YAML_WRITING = /\/yaml\/browser\/dist\/(stringify\/(?!stringifyNumber)|parse\/cst-(?!scalar)|(visit|public-api|doc\/(createNode|applyReviver|anchors)|nodes\/addPairToJSMap)\.js)/;

export const parts = [
  // How findings are shown with their lines; the command's own.
  imported('frame', '@babel/code-frame'),
  // How a spec is changed, and what may stand at a place of it.
  ours('editing', 'syntax/yaml/at-cursor', 'syntax/yaml/edit', 'syntax/yaml/format/index', 'syntax/yaml/new-line', 'syntax/yaml/render-snippet', 'syntax/yaml/style'),
  // How lines are read that are not so plain as nearly all are: by the YAML parser.
  ours('parser', 'syntax/yaml/read', 'syntax/yaml/quote', 'syntax/yaml/data', 'syntax/yaml/compose'),
  // How lines are read that YAML refuses.
  ours('faults', 'syntax/yaml/faulty-lines'),
  // What findings say beyond that something is wrong: where in a text, what is meant, what would be right.
  ours('advice', 'phrases/nearest', 'expression/nearest', 'expression/name-paths', 'expression/print', 'model/offers', 'rules/contract-suggestions', 'rules/contract/transform-fixes', 'rules/own-rules', 'rules/sections/place-names', 'rules/sections/retry-changes', 'syntax/yaml/scalar-positions'),
  // How expressions are calculated, and what numbers they make.
  ours('calculation', 'expression/compare', 'expression/date-format', 'expression/date-text', 'expression/numeric-types'),
  // How a file that nobody has opened is looked through.
  ours('skim', 'syntax/yaml/skim'),
  // What settings files say, and which files and names they mean; many have none.
  ours('settings', 'model/settings-schema', 'rules/naming/styles', 'workspace/glob', 'workspace/settings-file'),
  { name: 'settings', holds: ({ path }) => path === 'server/generated/settings-validator.cjs' },
  { name: 'writing', holds: ({ path }, importer) => YAML_WRITING.test(path) && !YAML_WRITING.test(importer) },
  // What our own sources use of the types of the protocol, they have by themselves.
  { name: 'protocol', holds: ({ specifier }, importer) => importer.includes('node_modules/') && ['vscode-languageserver-types', ...RARE_PROTOCOL].includes(specifier) },
  // The answer to `initialize` needs nothing that knows specs, and findings need few of the features.
  { name: 'engine', holds: ({ path }, importer) => OUTER.includes(roomOf(importer)) && (ENGINE.includes(roomOf(path)) || (roomOf(importer) === 'workspace' && roomOf(path) === 'features')) },
  { name: 'features', holds: ({ path }, importer) => roomOf(importer) === 'server' && roomOf(path) === 'features' && !path.endsWith('/advertised.ts') },
  // A preview is one of many things that people do with a spec.
  { name: 'exports', holds: ({ path }, importer) => roomOf(importer) === 'server' && roomOf(path) === 'exports' },
  imported('texts', RULE_TEXTS),
  imported('words', SCHEMA_TEXTS),
  imported('tables', TABLE_TEXTS),
  imported('fixes', RULE_FIXES),
  imported('re2js', 're2js'),
  imported('temporal', 'temporal-polyfill'),
  imported('hashes', '@noble/hashes/legacy.js', '@noble/hashes/sha2.js'),
  imported('globs', 'tinyglobby'),
];
