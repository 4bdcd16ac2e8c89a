/**
 * Findings as comments in the text that has them. `#! rule` behind a line expects that finding on it; with text
 * behind a colon, `#! rule: some text`, the finding covers that text; several follow each other: `#! one #! two`.
 * The marks are taken out before the text is read. Findings are compared as a set: one too many fails as one too few.
 */
import assert from 'node:assert/strict';
import type { Format } from '../../server/src/model/format.ts';
import { Spec } from '../../server/src/model/spec.ts';
import type { AnyRule, RuleExample } from '../../server/src/rules/rule.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Result, RunOptions } from '../../server/src/rules/runner.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { apply } from './apply.ts';
import { fixture } from './files.ts';

/** Each finding as `line: rule`, lines counted from 1, in the order of the text. */
export function check(text: string, options?: RunOptions): string[] {
  return found(text, options).map(({ line, rule }) => `${line}: ${rule}`);
}

/** Asserts that a text has the findings marked in it, and no others. */
export function assertFindings(marked: string, options?: RunOptions, format?: Format): void {
  const expected: { line: number; rule: string; text: string | undefined }[] = [];
  const lines = marked.split('\n').map((content, at) => {
    const [line = '', ...marks] = content.split(/[ \t]*#! /);
    for (const mark of marks) {
      const [, rule = '', covered] = /^([\w-]+)(?:: (.*?))?\s*$/.exec(mark) ?? [];
      assert.ok(rules.some(({ id }) => id === rule), `there is no rule ${rule}`);
      expected.push({ line: at + 1, rule, text: covered });
    }
    return line + (marks.length > 0 && content.endsWith('\r') ? '\r' : '');
  });
  const actual = found(lines.join('\n'), options, format);
  const describe = (each: { line: number; rule: string; text: string | undefined }, withText: boolean): string => `${each.line}: ${each.rule}${withText ? `: ${each.text ?? ''}` : ''}`;
  assert.deepEqual(
    actual.map((each) => describe(each, expected.some((other) => other.line === each.line && other.rule === each.rule && other.text !== undefined))).sort(),
    expected.map((each) => describe(each, each.text !== undefined)).sort(),
  );
}

function found(text: string, options?: RunOptions, format?: Format): { line: number; rule: string; text: string }[] {
  const tree = parseSyntax(text);
  return new RuleRun(new Spec(tree, format), options).results.map(({ rule, range }) => ({ line: tree.positionAt(range.start).line + 1, rule: rule.id, text: tree.text.slice(range.start, range.end) }));
}

/** The text with one fix applied: the one with this title, or that starts with it. */
export function fix(text: string, title: string, options?: RunOptions, format?: Format): string {
  const titles: string[] = [];
  const tree = parseSyntax(text);
  const run = new RuleRun(new Spec(tree, format), options);
  for (const result of run.results) {
    for (const each of run.fixes(result)) {
      if (each.title.startsWith(title)) return apply(text, tree.edits(each.changes));
      titles.push(each.title);
    }
  }
  throw new Error(`No fix “${title}” among ${titles.join(', ')}`);
}

/** The findings of a text with all their fixes, each with the text after it. */
export function allFixes(text: string, options?: RunOptions, format?: Format): { result: Result; title: string; preferred: boolean; after: string }[] {
  const tree = parseSyntax(text);
  const run = new RuleRun(new Spec(tree, format), options);
  return run.results.flatMap((result) => run.fixes(result).map(({ title, preferred = false, changes }) => ({ result, title, preferred, after: apply(text, tree.edits(changes)) })));
}

/**
 * Asserts that each fix of a rule takes a finding of its own away, perhaps others with it, and brings in none but for
 * what is to be filled in. Marks are left out.
 */
export function assertMended(marked: string, rule: string): void {
  const text = marked.replace(/[ \t]*#! .*$/gm, '');
  const count = (of: string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const id of check(of).map((finding) => finding.replace(/^\d+: /, ''))) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };
  const before = count(text);
  for (const { result, title, after } of allFixes(text)) {
    if (result.rule.id !== rule) continue;
    const now = count(after);
    assert.ok((now.get(rule) ?? 0) < (before.get(rule) ?? 0), `“${title}” leaves its finding in\n${after}`);
    for (const [id, times] of now) assert.ok(times <= (before.get(id) ?? 0) || id === 'unfilled-placeholder', `“${title}” adds ${id}`);
  }
}

/** Facts from outside that the examples of a rule need. */
export function optionsFor(rule: AnyRule): RunOptions {
  if (rule.id === 'naming-convention') return { conventions: { naming: { source_fields: 'snake_case', target_fields: 'snake_case', failure_classes: 'snake_case', criteria: 'snake_case' }, approvers: {} } };
  if (rule.id !== 'duplicate-spec-id') return {};
  const range = { start: { line: 0, character: 9 }, end: { line: 0, character: 21 } };
  return { otherSpecsWithId: (id) => (id === 'INT-2025-014' ? [{ uri: 'file:///other.intspec.yaml', range }] : []) };
}

interface Chunk {
  readonly key: string;
  readonly text: string;
}

/** A text cut at its top-level keys, the comments above a key with it. */
function chunksOf(text: string): Chunk[] {
  const chunks: { key: string; text: string }[] = [];
  let above = '';
  for (const line of text.replace(/(?<!\n)$/, '\n').split(/(?<=\n)/)) {
    const key = /^(---|["'\w]+)/.exec(line)?.[1]?.replace(/["']/g, '');
    const last = chunks.at(-1);
    if (last && (last.key === '---' || (key === undefined && !line.startsWith('#')))) last.text += line;
    else if (key === undefined) above += line;
    else {
      chunks.push({ key, text: above + line });
      above = '';
    }
  }
  const last = chunks.at(-1);
  if (last) last.text += above;
  return chunks;
}

/** A fragment in a complete spec: its keys stand in place of those of the spec, new ones at the end. */
export function inBase({ text, without = [] }: RuleExample): string {
  const own = text === '' ? [] : chunksOf(text);
  const base = chunksOf(fixture('base.intspec.yaml')).filter((chunk) => !without.includes(chunk.key));
  const merged = base.map((chunk) => {
    const replacement = own.filter((other) => other.key === chunk.key);
    return replacement.length > 0 ? replacement.map((other) => other.text).join('') : chunk.text;
  });
  const rest = own.filter((chunk) => !base.some((other) => other.key === chunk.key));
  return [...merged, ...rest.map((chunk) => chunk.text)].join('');
}
