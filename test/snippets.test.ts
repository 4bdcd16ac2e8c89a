import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sections } from '../server/src/model/schema.ts';
import { Spec } from '../server/src/model/spec.ts';
import { runRules } from '../server/src/rules/runner.ts';
import { parseSyntax } from '../server/src/syntax/index.ts';
import { entryOf } from '../server/src/syntax/tree.ts';
import { examples } from './helpers/files.ts';
import { resolveSnippet } from './helpers/snippet.ts';
import { lf } from './helpers/text.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const file = JSON.parse(readFileSync(new URL('../snippets/integration-spec.code-snippets', import.meta.url), 'utf8')) as Readonly<Record<string, Snippet>>;
const snippets = new Map(Object.values(file).map((snippet) => [snippet.prefix, snippet]));
const base = lf(examples.find(({ name }) => name.startsWith('github'))?.text ?? '');

/** The rows that a map of a section can have; a closed map has room for one only where another is taken out. */
const ROWS: readonly (readonly [prefix: string, section: string, map: string, replaces?: string])[] = [
  ['source-field', 'data_contract', 'source_record'],
  ['target-field', 'data_contract', 'target_record'],
  ['failure-class', 'error_handling', 'failure_classes'],
  ['metric', 'volume_and_rate_limits', 'metrics', 'records_per_batch'],
  ['criterion', 'validation', 'criteria'],
];

/** What is left to do: to fill in, to say where a new source field goes, and to test the spec’s own class, which no fixed text knows. */
const TO_DO = /^unfilled-placeholder: |^unmapped-source-field: `field_name` |^failure-class-untested: .* `signature_invalid`:/;

function inserted(prefix: string): string {
  return resolveSnippet(snippets.get(prefix)?.body.join('\n') ?? '');
}

function findings(text: string): string[] {
  return runRules(new Spec(parseSyntax(text))).map(({ rule, message }) => `${rule.id}: ${message}`);
}

/** The base spec with an entry of a map taken out, and a text at its place, or at the front of the map. */
function withText(text: string, path: readonly string[], key: string | undefined): string {
  const tree = parseSyntax(base);
  let map = tree.root;
  for (const step of path) map = entryOf(map, step)?.value;
  assert.ok(map?.kind === 'map');
  const entries = [...map.entries];
  const index = key === undefined ? -1 : entries.findIndex((entry) => entry.key.text === key);
  const start = entries[Math.max(0, index)]?.start ?? 0;
  const end = index < 0 ? start : (entries[index + 1]?.start ?? base.length);
  const indent = ' '.repeat(tree.positionAt(start).character);
  return `${base.slice(0, start)}${text.replaceAll('\n', `\n${indent}`)}\n${index === entries.length - 1 ? '' : indent}${base.slice(end)}`;
}

describe('snippets', () => {
  it('cover each section and each row', () => {
    assert.deepEqual([...snippets.keys()], [...sections.map(({ key }) => key), ...ROWS.map(([prefix]) => prefix)]);
    for (const { description } of snippets.values()) assert.match(description, /^[A-Z].*\.$/);
  });

  it('are YAML without a fault', () => {
    for (const prefix of snippets.keys()) assert.deepEqual(parseSyntax(`${inserted(prefix)}\n`).problems, [], prefix);
  });

  it('have tab stops numbered from 1', () => {
    for (const { prefix, body } of snippets.values()) {
      const numbers = [...body.join('\n').matchAll(/(?<!\\)\$\{(\d+)[:|]/g)].map((match) => Number(match[1]));
      assert.deepEqual(numbers, numbers.map((_, index) => index + 1), prefix);
    }
  });

  it('leave nothing to do but to fill them in', () => {
    assert.deepEqual(findings(base), []);
    const texts = [
      ...sections.map(({ key }) => [key, withText(`${inserted(key)}\n`, [], key)] as const),
      ...ROWS.map(([prefix, section, map, replaces]) => [prefix, withText(inserted(prefix), [section, map], replaces)] as const),
    ];
    for (const [prefix, text] of texts) {
      assert.deepEqual(parseSyntax(text).problems, [], prefix);
      assert.deepEqual(findings(text).filter((finding) => !TO_DO.test(finding)), [], prefix);
    }
  });
});
