/**
 * Findings as comments in the text that has them. `#! rule` behind a line expects that finding on it; with text
 * behind a colon, `#! rule: some text`, the finding covers that text; several follow each other: `#! one #! two`.
 * The marks are taken out before the text is read. Findings are compared as a set: one too many fails as one too few.
 */
import assert from 'node:assert/strict';
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
export function assertFindings(marked: string, options?: RunOptions): void {
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
  const actual = found(lines.join('\n'), options);
  const describe = (each: { line: number; rule: string; text: string | undefined }, withText: boolean): string => `${each.line}: ${each.rule}${withText ? `: ${each.text ?? ''}` : ''}`;
  assert.deepEqual(
    actual.map((each) => describe(each, expected.some((other) => other.line === each.line && other.rule === each.rule && other.text !== undefined))).sort(),
    expected.map((each) => describe(each, each.text !== undefined)).sort(),
  );
}

function found(text: string, options?: RunOptions): { line: number; rule: string; text: string }[] {
  const tree = parseSyntax(text);
  return new RuleRun(new Spec(tree), options).results.map(({ rule, range }) => ({ line: tree.positionAt(range.start).line + 1, rule: rule.id, text: tree.text.slice(range.start, range.end) }));
}

/** The text with one fix applied: the one with this title, or that starts with it. */
export function fix(text: string, title: string, options?: RunOptions): string {
  const titles: string[] = [];
  const tree = parseSyntax(text);
  const run = new RuleRun(new Spec(tree), options);
  for (const result of run.results) {
    for (const each of run.fixes(result)) {
      if (each.title.startsWith(title)) return apply(text, tree.edits(each.changes));
      titles.push(each.title);
    }
  }
  throw new Error(`No fix “${title}” among ${titles.join(', ')}`);
}

/** The findings of a text with all their fixes, each with the text after it. */
export function allFixes(text: string, options?: RunOptions): { result: Result; title: string; after: string }[] {
  const tree = parseSyntax(text);
  const run = new RuleRun(new Spec(tree), options);
  return run.results.flatMap((result) => run.fixes(result).map(({ title, changes }) => ({ result, title, after: apply(text, tree.edits(changes)) })));
}

/** Facts from outside that the examples of a rule need. */
export function optionsFor(rule: AnyRule): RunOptions {
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
