/** The formats of reports: what they hold, and that no path and no text breaks them. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DOMParser } from '@xmldom/xmldom';
import type { Fix, Result as SarifResult } from 'sarif';
import { judge } from '../../server/src/cli/judge.ts';
import { plainText } from '../../server/src/cli/output.ts';
import { noCounts } from '../../server/src/cli/reports/counts.ts';
import { FORMATS, reportFormat } from '../../server/src/cli/reports/index.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { rules } from '../../server/src/rules/index.ts';
import { applyEdits } from '../../server/src/syntax/edits.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { Lines } from '../../server/src/syntax/lines.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';
import { sarifLog } from '../helpers/sarif.ts';
import { Sandbox } from './run.ts';

/** `INTSPEC_GOLDEN=write npx mocha --no-config --import=tsx test/cli/reports.test.ts` writes the golden files anew. */
const WRITE = process.env['INTSPEC_GOLDEN'] === 'write';

const golden = fileURLToPath(new URL('../fixtures/reports/', import.meta.url));
const sound = examples.find(({ name }) => name.startsWith('github'))?.text ?? '';
const faulty = sound.replace('spec_status: Under Review', 'spec_status: Under Reviw').replace('source_system_owner: Developer Platform Lead', 'source_system_owner: <owner>').replaceAll(/\r\n/g, '\n');
const FILES = FORMATS.filter((format) => format !== 'text');

function parsedXml(text: string) {
  return new DOMParser({ onError: (level, message) => { if (level !== 'warning') throw new Error(`${level}: ${String(message)}`); } }).parseFromString(text, 'text/xml');
}

/** The elements of a name with their attributes. */
function elements(text: string, name: string): readonly Readonly<Record<string, string>>[] {
  return [...parsedXml(text).getElementsByTagName(name)].map((element) => Object.fromEntries([...element.attributes].map((attribute) => [attribute.name, attribute.value])));
}

/** The report on one text, as it is made where the file is judged. */
async function reportOn(format: (typeof FORMATS)[number], path: string, text: string, trouble?: string): Promise<string> {
  const { start, file, trouble: troubled, between, end } = await reportFormat(format);
  const judged = judge({ path, spec: new Spec(parseSyntax(text)), fixed: false }, {}, (rule, error) => { throw new Error(rule, { cause: error }); });
  const facts = { paint: plainText, rules: undefined, quiet: false, hasBaseline: false, nothing: undefined };
  const parts = [file({ ...judged, uri: 'file:///x', rootPath: path }, { paint: plainText, pathOf: (uri) => uri, rootPathOf: (uri) => uri })];
  if (trouble !== undefined && troubled) parts.push(troubled({ path, rootPath: path, message: trouble }));
  const counts = { ...noCounts(), files: 1, error: judged.findings.length };
  return start(facts) + parts.filter((part) => part !== '').join(between) + end({ ...facts, counts, troubles: trouble === undefined ? [] : [{ path, message: trouble }] });
}

/** What GitHub makes of a line. */
function command(line: string) {
  const [, name = '', properties = '', message = ''] = /^::(\w+) ([^]*?)::([^]*)$/.exec(line) ?? [];
  const decoded = (text: string): string => text.replace(/%(25|0D|0A|3A|2C)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return { name, properties: Object.fromEntries(properties.split(',').map((each) => [each.slice(0, each.indexOf('=')), decoded(each.slice(each.indexOf('=') + 1))])), message: decoded(message) };
}

describe('the reports of intspec check', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  it('are as the golden files have them, all of one run', async () => {
    mkdirSync(join(box.path, '.git'));
    box.write('team 1/specs/a.intspec.yaml', faulty);
    box.write('team 1/specs/b ü, 100%.intspec.yaml', faulty.replace(/^spec_id:/m, '# intspec-disable-next-line duplicate-spec-id -- a copy\nspec_id:').replace('spec_status: Under Reviw', 'spec_status: Draft'));
    box.write('team 1/specs/c.intspec.yaml', sound.replace('INT-2025-021', 'INT-2025-022').replaceAll('GitHub → PostgreSQL', 'GitLab → PostgreSQL'));
    box.write('team 1/specs/d.intspec.yaml', sound.replace('INT-2025-021', 'INT-2025-023'));
    box.write('team 1/specs/e.intspec.yaml', Buffer.from([0xc3, 0x28]));
    const outputs = FILES.flatMap((format) => ['-o', `${format}:../out/${format}`]);
    const { code, out, err } = await box.run(['check', ...outputs], { cwd: join(box.path, 'team 1') });
    assert.deepEqual({ code, err }, { code: 2, err: 'intspec: specs/e.intspec.yaml: It is not valid UTF-8.\n' });
    assert.match(out, /^4 files checked: 4 errors, 1 warning\n$/m);
    for (const format of FILES) {
      const text = box.read(`out/${format}`);
      const kept = format === 'sarif' ? withoutRules(text) : text.replace(/(<checkstyle version=)"[^"]*"/, '$1"…"');
      const file = join(golden, format);
      if (WRITE) writeFileSync(file, kept);
      assert.equal(kept, existsSync(file) ? readFileSync(file, 'utf8').replace(/\r\n/g, '\n') : '', `${format}: INTSPEC_GOLDEN=write writes the golden files anew`);
    }
    sarifLog(box.read('out/sarif'));
    // What standard output gets is the same.
    for (const format of ['sarif', 'gitlab', 'junit', 'checkstyle', 'json']) {
      const alone = await box.run(['check', '--format', format], { cwd: join(box.path, 'team 1') });
      assert.deepEqual(alone, { code: 2, out: box.read(`out/${format}`), err });
    }
  });

  it('are whole where there is nothing to report', async () => {
    box.write('a.intspec.yaml', sound);
    for (const format of FILES) {
      const { code, out } = await box.run(['check', '--format', format]);
      assert.equal(code, 0);
      if (format === 'sarif') assert.deepEqual(sarifLog(out).runs[0]?.results, []);
      if (format === 'gitlab') assert.deepEqual(JSON.parse(out), []);
      if (format === 'junit') assert.deepEqual(elements(out, 'testcase').map(({ name }) => name), ['no findings']);
      if (format === 'checkstyle') assert.deepEqual(elements(out, 'file'), [{ name: 'a.intspec.yaml' }]);
      if (format === 'github') assert.equal(out, '1 file checked: no findings\n');
    }
    box.write('b.intspec.yaml', '');
    const { out } = await box.run(['check', '--format', 'sarif', 'b.intspec.yaml']);
    assert.ok((sarifLog(out).runs[0]?.results?.length ?? 0) > 5);
  });

  it('hold on all faulty fixtures, and on broken text', async () => {
    const texts = [...filesIn('test/fixtures/faulty', '.intspec.yaml').map(({ text }) => text), '', 'a: [', '\u0000\u0007: "\u{1f600}\ufffe"\n- b', '{"]]>": "<![CDATA[", b: &x [*x, *y]}', faulty.replaceAll('\n', '\r\n')];
    for (const text of texts) {
      const { runs: [run] } = sarifLog(await reportOn('sarif', 'a.yaml', text));
      const lines = new Lines(text);
      for (const { ruleId, level, locations, fixes } of run?.results ?? []) {
        assert.ok(rules.some(({ id }) => id === ruleId) && ['error', 'warning', 'note'].includes(level ?? ''));
        const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = locations?.[0]?.physicalLocation?.region ?? {};
        assert.ok(startLine >= 1 && startLine <= lines.count && startColumn >= 1 && startColumn <= lines.content(startLine - 1).length + 2);
        assert.ok(endLine > startLine || (endLine === startLine && endColumn >= startColumn));
        for (const fix of fixes ?? []) parseSyntax(fixedBy(text, [fix]));
      }
      const issues = JSON.parse(await reportOn('gitlab', 'a.yaml', text)) as readonly { fingerprint: string }[];
      assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
      const cases = elements(await reportOn('junit', 'a.yaml', text), 'testcase').map(({ name }) => name);
      assert.equal(new Set(cases).size, cases.length);
      assert.equal(elements(await reportOn('checkstyle', 'a.yaml', text), 'error').length, issues.length);
      const commands = (await reportOn('github', 'a.yaml', text)).trimEnd().split('\n').slice(0, -1);
      assert.equal(commands.length, issues.length);
      for (const line of commands) assert.match(line, /^::(error|warning|notice) file=a\.yaml,line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?title=[a-z-]+::./);
    }
  });

  it('name any path so that it is found again', async () => {
    for (const path of ['a b.yaml', 'ü/😀.yaml', '100%25.yaml', 'a,b:c=d.yaml', 'x\ny.yaml', '"<&>\'].yaml', '##[error]::error::.yaml', '#a?b.yaml', 'tab\t.yaml']) {
      const [github = ''] = (await reportOn('github', path, 'a: 1')).split('\n');
      assert.equal(command(github).properties['file'], path);
      assert.ok(!github.slice(2).includes('\r'));
      const [result] = sarifLog(await reportOn('sarif', path, 'a: 1')).runs[0]?.results ?? [];
      const { uri = '', uriBaseId } = result?.locations?.[0]?.physicalLocation?.artifactLocation ?? {};
      assert.equal(uriBaseId, '%SRCROOT%');
      assert.equal(decodeURIComponent(new URL(uri, 'file:///root/').pathname), `/root/${path}`);
      const [issue] = JSON.parse(await reportOn('gitlab', path, 'a: 1')) as readonly { location: { path: string } }[];
      assert.equal(issue?.location.path, path);
      assert.equal(elements(await reportOn('checkstyle', path, 'a: 1'), 'file')[0]?.['name'], path);
      assert.equal(elements(await reportOn('junit', path, 'a: 1'), 'testcase')[0]?.['file'], path);
    }
    for (const [path, shown] of [['a\u0001b\u001b.yaml', 'a\ufffdb\ufffd.yaml'], ['\ufffe\ud800.yaml', '\ufffd\ufffd.yaml']] as const) {
      assert.equal(elements(await reportOn('checkstyle', path, 'a: 1', 'no'), 'file')[0]?.['name'], shown);
      assert.equal(elements(await reportOn('junit', path, 'a: 1', 'no'), 'testcase')[0]?.['file'], shown);
    }
  });

  it('let no build server take a message for an order', async () => {
    const text = sound.replace('spec_status: Under Review', 'spec_status: "##[error]x ##vso[task.complete]\\n::error::x"');
    box.write('a.intspec.yaml', text);
    for (const format of FORMATS) {
      const { out } = await box.run(['check', '--format', format]);
      assert.ok(!/##[\w.-]*\[/.test(out), format);
      assert.ok(!/^\s*::error::/m.test(out), format);
    }
    const [failure] = elements((await box.run(['check', '--format', 'junit'])).out, 'failure');
    assert.match(failure?.['message'] ?? '', /##\[error\]x ##vso\[task\.complete\] ::error::x/);
  });

  it('have fixes in SARIF that do what --fix does', async () => {
    box.write('a.intspec.yaml', 'spec_id: INT-2025-001\r\nspec_status: Draft # yes\r\n');
    const { out } = await box.run(['check', '--format', 'sarif', '--rule', 'missing-required-field']);
    const { results = [], tool } = sarifLog(out).runs[0] ?? { tool: { driver: { name: '' } } };
    assert.deepEqual(tool.driver.rules?.map(({ id }) => id), ['missing-required-field']);
    const fixed = fixedBy(box.read('a.intspec.yaml'), fixesOf(results));
    await box.run(['check', '--fix', '--rule', 'missing-required-field']);
    assert.equal(fixed, box.read('a.intspec.yaml'));
    assert.match(fixed, /author: <author of the spec>\r\n/);
    assert.ok(!fixed.includes('integration_purpose'), 'findings of other rules are left alone');
  });

  it('say what each rule is about, in SARIF', async () => {
    const { rules: told = [] } = sarifLog(await reportOn('sarif', 'a.yaml', '')).runs[0]?.tool.driver ?? {};
    assert.deepEqual(told.map(({ id }) => id), rules.map(({ id }) => id));
    for (const { shortDescription, fullDescription, help, defaultConfiguration, properties } of told) {
      assert.ok(shortDescription?.text && (fullDescription?.text.length ?? 0) <= 1000 && help?.text && help.markdown?.startsWith('# '));
      assert.ok(!/\]\((?!https?:)/.test(help.markdown ?? ''), 'no link leads beside the report');
      assert.ok(['error', 'warning', 'note'].includes(defaultConfiguration?.level ?? '') && properties?.tags?.[0]);
    }
  });

  it('know a finding again wherever it has moved', async () => {
    for (const text of [faulty, ...filesIn('test/fixtures/faulty', '.intspec.yaml').map((file) => file.text)]) {
      const fingerprints = async (of: string): Promise<string[]> => (sarifLog(await reportOn('sarif', 'a.yaml', of)).runs[0]?.results ?? []).map(({ partialFingerprints }) => partialFingerprints?.['intspec/v1'] ?? '');
      const before = await fingerprints(text);
      assert.equal(new Set(before).size, before.length);
      assert.deepEqual(await fingerprints(`# a comment\n\n${text}`), before);
      assert.deepEqual(await fingerprints(text.replace(/^(integration_purpose:)/m, '# another\n$1   # here')), before);
    }
    // Another finding of the same rule is another one.
    const [first = [], second = []] = await Promise.all(['Reviw', 'Drft'].map(async (word) => (JSON.parse(await reportOn('gitlab', 'a.yaml', fixture('base.intspec.yaml').replace('spec_status: Draft', `spec_status: ${word}`))) as readonly { fingerprint: string }[]).map(({ fingerprint }) => fingerprint)));
    assert.equal(first.length, 1);
    assert.deepEqual(first, second, 'a value that is still wrong is the same finding');
  });

  it('go to files, while the findings are printed as text', async () => {
    box.write('a.intspec.yaml', faulty);
    const { out } = await box.run(['check', '--format', 'gitlab', '--output', 'deep/er/report.json']);
    assert.match(out, /^1 file checked: 2 errors\n$/m);
    assert.equal((JSON.parse(box.read('deep/er/report.json')) as unknown[]).length, 2);
    const both = await box.run(['check', '--format', 'github', '--output', 'sarif:out.sarif']);
    assert.match(both.out, /^::error file=a\.intspec\.yaml,/);
    assert.equal(sarifLog(box.read('out.sarif')).runs.length, 1);
    const before = box.read('a.intspec.yaml');
    const refused = await box.run(['check', '--output', 'a.intspec.yaml']);
    assert.deepEqual([refused.code, refused.out], [2, '']);
    assert.match(refused.err, /'.*a\.intspec\.yaml' is checked, and would be overwritten: name another one\./);
    assert.equal(box.read('a.intspec.yaml'), before);
    const { code, err } = await box.run(['check', '--output', 'a.intspec.yaml/report']);
    assert.deepEqual([code, /The report could not be written\./.test(err)], [2, true], err);
  });
});

/** A report without what rules are about, which changes with their words. */
function withoutRules(text: string): string {
  const log = sarifLog(text);
  for (const { tool: { driver } } of log.runs) {
    delete driver.rules;
    delete driver.semanticVersion;
  }
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function fixesOf(results: readonly SarifResult[]): readonly Fix[] {
  return results.flatMap(({ fixes = [] }) => fixes);
}

/** The text with fixes applied, as a viewer of SARIF applies them. */
function fixedBy(text: string, fixes: readonly Fix[]): string {
  const lines = new Lines(text);
  const offset = (line = 1, column = 1): number => lines.offsetAt({ line: line - 1, character: column - 1 });
  const replacements = fixes.flatMap(({ artifactChanges }) => artifactChanges.flatMap((change) => change.replacements));
  return applyEdits(text, replacements.map(({ deletedRegion: at, insertedContent }) => ({ start: offset(at.startLine, at.startColumn), end: offset(at.endLine, at.endColumn), newText: insertedContent?.text ?? '' })));
}
