/** The page in HTML: well-formed, reachable, and nothing of a spec in it is more than text. */
import assert from 'node:assert/strict';
import type { DefaultTreeAdapterTypes as Tree, ParserError } from 'parse5';
import { parse } from 'parse5';
import { exportHtml } from '../../server/src/exports/html.ts';
import { htmlBody } from '../../server/src/exports/html-body.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';
import { baseWith } from '../helpers/specs.ts';

type Element = Tree.Element;

function page(text: string, findings = false): string {
  const spec = new Spec(parseSyntax(text));
  return exportHtml(spec, findings ? { findings: runRules(spec) } : {});
}

/** All elements of a page, which must be well-formed. */
function elements(html: string): Element[] {
  const faults: ParserError[] = [];
  const document = parse(html, { onParseError: (error) => faults.push(error) });
  assert.deepEqual(faults, []);
  const found: Element[] = [];
  const visit = (node: Tree.Node): void => {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(document);
  return found;
}

function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

function textIn(node: Tree.Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textIn).join('') : '';
}

const named = (all: readonly Element[], ...names: readonly string[]): Element[] => all.filter(({ tagName }) => names.includes(tagName));

const HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(1)">&amp;\'"--><!--]]>';

const texts = [
  ...examples,
  ...filesIn('test/fixtures/faulty', '.intspec.yaml'),
  { name: 'an empty file', text: '' },
  { name: 'a list', text: '- 1\n- [2]\n' },
  { name: 'values where maps belong', text: 'source_system: 7\nerror_handling: [a, b]\nspec_approval: x\ndata_contract:\n  source_record: [a]\n  target_record: { a: 1, b: , c: [] }\n  not_written: [c]\n  reverse: 5\n' },
];

describe('the page in HTML', () => {
  for (const { name, text } of texts) {
    it(`of ${name} is well-formed, and every id is there once and every link leads somewhere`, () => {
      const all = elements(page(text, true));
      const ids = all.flatMap((element) => attributeOf(element, 'id') ?? []);
      assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), []);
      const wanted = all.flatMap((element) => [...(attributeOf(element, 'href')?.startsWith('#') ? [attributeOf(element, 'href')?.slice(1) ?? ''] : []), ...(attributeOf(element, 'aria-labelledby')?.split(' ') ?? [])]);
      assert.deepEqual(wanted.filter((id) => !ids.includes(id)), []);
      assert.equal(named(all, 'script', 'link', 'img', 'iframe', 'object', 'form').length, 0);
      assert.deepEqual(all.filter((element) => element.attrs.some((each) => /^on|^style$/.test(each.name))), []);
    });

    it(`of ${name} can be read by those who do not see it`, () => {
      const all = elements(page(text, true));
      assert.equal(attributeOf(named(all, 'html')[0] as Element, 'lang'), 'en');
      assert.equal(named(all, 'main').length, 1);
      const levels = named(all, 'h1', 'h2', 'h3', 'h4').map(({ tagName }) => Number(tagName[1]));
      assert.deepEqual(levels.filter((level) => level === 1).length, 1);
      assert.deepEqual(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1), [], 'no level is left out');
      for (const table of named(all, 'table')) {
        const inner = elements(`<!doctype html><html><head><title>x</title></head><body>${textOf(table)}</body></html>`);
        assert.equal(inner.length > 0, true);
      }
      for (const head of named(all, 'th')) assert.match(attributeOf(head, 'scope') ?? '', /^(col|row)$/);
      assert.equal(named(all, 'caption').length, named(all, 'table').length);
      for (const drawing of named(all, 'svg').filter((svg) => attributeOf(svg, 'role') === 'img')) {
        assert.deepEqual(drawing.childNodes.flatMap((child) => ('tagName' in child ? [child.tagName] : [])).slice(0, 2), ['title', 'desc']);
      }
    });
  }

  function textOf(element: Element): string {
    return textIn(element).replace(/[<>&]/g, ' ');
  }

  it('has its styles for paper behind those that they change', () => {
    const html = page('');
    assert.ok(html.indexOf('@media print') > html.lastIndexOf('overflow-x: auto'));
  });

  it('shows every text of a spec as text', () => {
    const quoted = JSON.stringify(HOSTILE);
    const text = [
      `spec_id: ${quoted}`, `title: ${quoted}`, `${quoted}: ${quoted} # ${HOSTILE}`, 'source_system:', `  system_name: ${quoted}`, `  ${quoted}: [${quoted}]`,
      'error_handling:', '  failure_classes:', `    ${quoted}: { condition: ${quoted}, action: [${quoted}], x: ${quoted} }`,
      'data_contract:', '  source_record:', `    ${quoted}: { type: ${quoted}, enum: [${quoted}], default: ${quoted}, notes: ${quoted} }`,
      '  target_record:', `    ${quoted}: { mapped_from: constant, transformation: ${quoted}, value_map: { ${quoted}: ${quoted} } }`,
      '  not_written:', `    ${quoted}: ${quoted}`, 'rollback_plan:', `  rollback_procedure: [${quoted}]`, '',
    ].join('\n');
    const all = elements(page(text, true));
    assert.equal(named(all, 'script', 'img').length, 0);
    assert.ok(all.filter((element) => element.childNodes.some((child) => 'value' in child && child.value.includes('<script>alert(1)</script>'))).length > 12);
  });

  it('marks each finding once, at its place, in words too', () => {
    const spec = new Spec(parseSyntax(baseWith(['spec_status: Draft', 'spec_status: Drift'], ['retry: Yes', 'retry: Perhaps'])));
    const findings = runRules(spec);
    const all = elements(exportHtml(spec, { findings }));
    const marks = all.filter((element) => /^finding-\d+$/.test(attributeOf(element, 'id') ?? ''));
    assert.equal(marks.length, findings.length);
    for (const mark of marks) assert.match(textIn(mark), /^(Error|Warning|Information|Hint): /);
    const status = all.find((element) => attributeOf(element, 'id') === 'spec_status') as Element;
    assert.match(textIn(status), /Drift.*`?spec_status`? cannot be/s);
    assert.match(textIn(named(all, 'summary')[0] as Element), /^\d+ errors?/);
  });

  it('says at the place of a section that it is missing, and lists all findings first', () => {
    const spec = new Spec(parseSyntax('spec_id: INT-2025-001\n'));
    const html = htmlBody(spec, { findings: runRules(spec) });
    const missing = [...html.matchAll(/<section[^>]*>\n<h2[^>]*>([^<]+) <.*?<\/section>/gs)].map(([section, title]) => ({ title, count: [...section.matchAll(/section of the template|<code>missing-section<\/code>/g)].length }));
    assert.equal(missing.length, 10);
    assert.deepEqual(missing.filter(({ count }) => count !== 1), []);
    assert.ok(html.indexOf('<details class="findings"') < html.indexOf('<span class="finding'));
  });

  it('puts a finding at the smallest part that holds it, however many there are', () => {
    const fields = Array.from({ length: 400 }, (_, at) => `    f${at}: { type: string, required: Perhaps, source_path: $.f${at} }`).join('\n');
    const spec = new Spec(parseSyntax(`data_contract:\n  source_record:\n${fields}\n`));
    const html = htmlBody(spec, { findings: runRules(spec) });
    const rows = [...html.matchAll(/<tr id="data_contract\.source_record\.(f\d+)".*?<\/tr>/gs)];
    assert.equal(rows.length, 400);
    for (const [row, name] of rows) assert.match(row, new RegExp(`<div>Perhaps<span class="finding error".*?Perhaps`, 's'), name);
    // A drawing of so many fields shows nothing.
    assert.match(html, /No drawing: 400 fields are too many for one/);
  });

  it('tells of a line of the text where it is asked for it, and nowhere else', () => {
    const spec = new Spec(parseSyntax(fixture('base.intspec.yaml')));
    assert.doesNotMatch(exportHtml(spec), /data-line/);
    const lines = fixture('base.intspec.yaml').split('\n');
    const shown = [...htmlBody(spec, { lines: true }).matchAll(/id="([\w.]+)"[^>]* data-line="(\d+)"/g)].map(([, id = '', line = '']) => ({ id, text: lines[Number(line)] ?? '' }));
    assert.ok(shown.length > 80);
    for (const { id, text } of shown) {
      const key = id.split('.').filter((part) => !/^\d+$/.test(part)).at(-1) ?? '';
      assert.ok(text.includes(key) || text.trim().startsWith('-') || id.startsWith('table-'), `${id}: ${text}`);
    }
  });
});
