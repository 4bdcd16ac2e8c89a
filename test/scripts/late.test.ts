/** What the build takes out of sources and libraries: what is left is what it was, and what is taken out is found again. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Decimal } from 'decimal.js';
import { withoutMethods } from '../../scripts/lib/decimal-methods.mjs';
import { UNUSED, withoutFeature } from '../../scripts/lib/protocol-features.mjs';
import { withPureNamespaces } from '../../scripts/lib/protocol-types.mjs';
import { fixAlone, withLateFix } from '../../scripts/lib/rule-fixes.mjs';
import { rulesIn } from '../../scripts/lib/rule-source.mjs';
import { schemaModule, schemaTextsModule, withoutTexts } from '../../scripts/lib/schema-texts.mjs';
import { withLateTexts } from '../../scripts/lib/table-texts.mjs';
import { helpersIn, withoutHelpers } from '../../scripts/lib/ts-helpers.mjs';
import { rules } from '../../server/src/rules/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

let folder: string;
before(() => { folder = mkdtempSync(join(tmpdir(), 'intspec-late-')); });
after(() => { rmSync(folder, { recursive: true, force: true }); });

/** A module with this text, loaded. */
async function loaded(name: string, text: string): Promise<Record<string, unknown>> {
  writeFileSync(join(folder, name), text);
  return (await import(pathToFileURL(join(folder, name)).href)) as Record<string, unknown>;
}

describe('the fix of a rule', () => {
  const RULE = `import { a, b } from './a.ts';

export const aRule: Rule = {
  id: 'a-rule',
  check: () => a(),
  fix(finding) { return b(finding); },
};

export const another: Rule = { id: 'another', fix: shared };

function shared() { return []; }
`;

  it('is asked for late', () => {
    const late = (id: string): string => `fix(finding, context) { return ruleFixes["${id}"](finding, context); }`;
    assert.equal(withLateFix(RULE), `import { ruleFixes } from "rule-fixes";\n${RULE.replace('fix(finding) { return b(finding); }', late('a-rule')).replace('fix: shared', late('another'))}`);
    assert.equal(withLateFix("export const aRule = { id: 'a-rule', check };"), undefined);
  });

  it('stands alone, without its rule', () => {
    assert.equal(fixAlone(RULE), `import { a, b } from './a.ts';\n\n\n\n\n\nfunction shared() { return []; }\n\nexport const fixes = { "a-rule": { fix(finding) { return b(finding); } }.fix, "another": { fix: shared }.fix };\n`);
  });

  it('cannot, where it needs the rule, or what is declared with it', () => {
    assert.throws(() => withLateFix(`${RULE}\nconst id = aRule.id;`), /The rule a-rule is named by other lines of its file/);
    assert.throws(() => fixAlone("export const a: Rule = { id: 'a', fix: () => words }, words = 'x';\nexport const rest = 1;"), /The rule a is declared together with others in one statement/);
    assert.throws(() => withLateFix("export const a: Rule = { id: 'a', fix() { return this.id; } };"), /The fix of the rule a says `this`/);
    assert.doesNotThrow(() => withLateFix("export const a: Rule = { id: 'a', check() { return this.id; }, fix: () => 'this' };"));
    assert.deepEqual(rulesIn(`${RULE}\nconst id = x.aRule;`).map(({ isNamed }) => isNamed), [false, false]);
  });

  it('is found in the file of every rule that has one', () => {
    const files = readdirSync(join(root, 'server/src/rules')).filter((name) => name.endsWith('.ts'));
    const found = files.flatMap((name) => rulesIn(read(`server/src/rules/${name}`)).filter(({ members }) => members.has('fix')).map(({ id }) => id));
    assert.deepEqual(found.sort(), rules.filter(({ fix }) => fix).map(({ id }) => id).sort());
  });
});

describe('the texts of a schema', () => {
  it('are taken out, but for keys that are called like them', () => {
    assert.deepEqual(withoutTexts({ title: 'A', properties: { title: { type: 'string', examples: ['x'] }, description: { title: 'B', description: 'C' } }, required: ['title'] }), {
      schema: { properties: { title: { type: 'string' }, description: {} }, required: ['title'] }, marks: '1043', texts: ['A', ['x'], 'B', 'C'],
    });
  });

  it('are there again when a bundle runs', async () => {
    const names = ['integration-spec-v1.0', 'intspec-settings'] as const;
    const schemas = Object.fromEntries(names.map((name) => [name, JSON.parse(read(`schemas/${name}.schema.json`)) as object]));
    const ruleTexts = Object.fromEntries(rules.map(({ id, explanation }) => [id, { explanation }]));
    await loaded('schema-texts.mjs', schemaTextsModule(schemas, ruleTexts));
    await loaded('rule-texts.mjs', `export const ruleTexts = ${JSON.stringify(ruleTexts)};`);
    for (const name of names) {
      const text = schemaModule(name, schemas[name] ?? {}, ruleTexts);
      assert.doesNotMatch(text, /"(description|title)":"/);
      const { default: schema } = await loaded(`${name}.mjs`, text.replace('"schema-texts"', '"./schema-texts.mjs"').replace('"rule-texts"', '"./rule-texts.mjs"'));
      assert.deepEqual(JSON.parse(JSON.stringify(schema)), schemas[name]);
    }
  });
});

describe('the texts of a table', () => {
  it('are taken out where they are written as they are', () => {
    const source = "const rows = [\n  { name: 'a', summary: 'One', examples: [['a()', `1`]], run },\n  { name: 'b', summary: 'Two', examples: [one] },\n  { id: 'c', description: 'Three', examples: [{ text: 'c' }] },\n];\n";
    const late = withLateTexts(source, 'x');
    assert.equal(late?.source, 'import { late } from "late-texts";\nconst rows = [\n  late("x", 0, "summary", { name: \'a\',   run }),\n  { name: \'b\', summary: \'Two\', examples: [one] },\n  late("x", 1, "description", { id: \'c\',   }),\n];\n');
    assert.deepEqual(late.texts, [['One', [['a()', '1']]], ['Three', [{ text: 'c' }]]]);
    assert.equal(withLateTexts('export const x = { summary: 1 };', 'x'), undefined);
  });
});

describe('what is left of libraries', () => {
  it('has all types of the protocol, each for itself', async () => {
    const text = read('node_modules/vscode-languageserver-types/lib/esm/main.js');
    const pure = withPureNamespaces(text);
    assert.doesNotMatch(pure, /^\(function/m);
    const plain = (module: Record<string, unknown>): unknown => JSON.parse(JSON.stringify(module, (_, value: unknown) => (typeof value === 'function' ? String(value) : value)));
    const [all, left] = [await loaded('types.mjs', text), await loaded('pure.mjs', pure)];
    assert.ok(Object.keys(all).length > 50);
    assert.deepEqual(plain(left), plain(all));
  });

  it('is each feature of the server that it has', () => {
    for (const name of UNUSED) assert.match(withoutFeature(read(`node_modules/vscode-languageserver/lib/common/${name}.js`)), /^exports\.\w+Feature = \(Base\) => Base;\n$/);
    assert.throws(() => withoutFeature('exports.x = 1;'), /protocol-features\.mjs/);
    const sources = readdirSync(join(root, 'server/src/server')).map((name) => read(`server/src/server/${name}`)).join('\n');
    assert.deepEqual(UNUSED.filter((name) => new RegExp(`\\.(languages|workspace|window|notebooks)\\.(on)?${name}\\b|SemanticTokensBuilder|NotebookDocuments|\\.showDocument\\(`, 'i').test(sources)), []);
  });

  it('is the arithmetic of decimals that is called', async () => {
    const text = read('node_modules/decimal.js/decimal.mjs');
    const both = [await loaded('decimal.mjs', text), await loaded('few.mjs', withoutMethods(text))].map(({ Decimal: one }) => (one as typeof Decimal).clone({ precision: 500, toExpNeg: -9e15, toExpPos: 9e15, defaults: true }));
    const values = ['0', '-0.5', '1e3', '12.345', '-99999999999999999999.1', '1e-7', '7', 3, -2.5, 1e21];
    const results = both.map((Own) => values.flatMap((a) => values.map((b) => {
      const [x, y] = [new Own(a), new Own(b)];
      const parts = y.isZero() ? [] : [x.div(y).toDecimalPlaces(100, 1), x.mod(y)];
      const numbers = [x.plus(y), x.minus(y), x.times(y), x.neg(), x.abs(), x.ceil(), x.floor(), x.toDecimalPlaces(1), Own.max(x, y), Own.min(x, y), ...parts].map((number) => number.toFixed());
      return [...numbers, x.cmp(y), x.eq(y), x.lt(y), x.lte(y), x.gt(y), x.gte(y), x.isInteger(), x.isNeg(), x.isFinite(), x.decimalPlaces(), x.toNumber(), String(x), Own.isDecimal(x)];
    })));
    assert.deepEqual(results[1], results[0]);
    assert.ok((results[0]?.length ?? 0) >= 100);
    assert.equal(both[1]?.prototype['sqrt'], undefined);
    assert.throws(() => withoutMethods('export const Decimal = 1;'), /decimal-methods\.mjs/);
  });

  it('takes what TypeScript adds from one place', () => {
    const helper = 'var __exportStar = (this && this.__exportStar) || function(m, exports) {\n    for (var p in m) exports[p] = m[p];\n};\n';
    const helpers = helpersIn(`"use strict";\n${helper}exports.a = 1;\n`);
    assert.deepEqual([...helpers], [['__exportStar', helper]]);
    assert.equal(withoutHelpers(`"use strict";\n${helper}__exportStar(a, exports);\n`, helpers), '"use strict";\nconst { __exportStar } = require("ts-helpers");\n__exportStar(a, exports);\n');
    const other = `"use strict";\n${helper.replace('p in m', 'q in m')}`;
    assert.equal(withoutHelpers(other, helpers), other);
    assert.deepEqual([...helpersIn(read('node_modules/vscode-languageserver/lib/common/server.js')).keys()], ['__createBinding', '__setModuleDefault', '__importStar']);
  });
});
