import assert from 'node:assert/strict';
import { specOf } from '../helpers/features.ts';
import { examples, filesIn } from '../helpers/files.ts';
import { ODD_YAML, tokenPlaces, tokensOf } from '../helpers/structure.ts';
import { crlf, dedent } from '../helpers/text.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../server/src/features/advertised.ts';
import { encodeTokens, semanticTokens, tokenEdits } from '../../server/src/features/semantic-tokens.ts';
import type { Spec } from '../../server/src/model/spec.ts';
import { Lines } from '../../server/src/syntax/lines.ts';

function whole(spec: Spec): number[] {
  return encodeTokens(semanticTokens(spec, { start: 0, end: spec.tree.text.length }));
}

/** What a client makes of the numbers. */
function decoded(text: string, data: readonly number[]): string[] {
  const lines = new Lines(text);
  const tokens: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [lineStep = 0, step = 0, length = 0, type = 0, set = 0] = data.slice(at, at + 5);
    [line, character] = lineStep === 0 ? [line, character + step] : [line + lineStep, step];
    const start = lines.offsetAt({ line, character });
    const modifiers = TOKEN_MODIFIERS.filter((_, bit) => (set & (1 << bit)) !== 0);
    tokens.push(`${[TOKEN_TYPES[type] ?? '?', ...modifiers].join('.')}: ${text.slice(start, start + length)}`);
  }
  return tokens;
}

describe('semantic tokens', () => {
  it('tell names of fields from the format’s keys, and what refers to them', () => {
    assert.deepEqual(tokensOf(dedent`
      data_contract:
        source_record: { "e mail": { type: string, source_path: x }, box: { type: object, fields: { a-b: {} } } }
        target_record:
          m: { mapped_from: "source.box.a-b" }
          c: { mapped_from: constant, transformation: lower(x) }
        not_written: { "e mail": why }
    `), [
      'property.declaration: "e mail"', 'property.declaration: box', 'property.declaration: a-b', 'property.declaration: m', 'variable.defaultLibrary: source', 'property: box', 'property: a-b',
      'property.declaration: c', 'keyword: constant', 'property: "e mail"',
    ]);
  });

  it('read expressions', () => {
    const expression = 'mine(source.`e mail`.trim(), item[0].b, "x", 1.5) in [true] || x';
    assert.deepEqual(tokensOf(`data_contract:\n  target_record:\n    a:\n      mapped_from: derived\n      transformation: '${expression}'\n`).slice(2), [
      'function: mine', 'variable.defaultLibrary: source', 'property: `e mail`', 'function.defaultLibrary: trim', 'variable.defaultLibrary: item', 'number: 0', 'property: b', 'string: "x"', 'number: 1.5',
      'keyword: in', 'keyword: true', 'operator: ||',
    ]);
  });

  it('split what goes over several lines', () => {
    for (const text of [
      'data_contract:\n  target_record:\n    a:\n      mapped_from: derived\n      transformation: >-\n        concat("c\n        d")\n',
      'data_contract:\n  target_record:\n    a:\n      mapped_from: derived\n      transformation: |\n        concat(\n          """c\n          d""")\n',
    ]) {
      const tokens = tokensOf(text).slice(2);
      assert.deepEqual(tokensOf(crlf(text)).slice(2), tokens);
      assert.deepEqual(tokens.filter((token) => token.startsWith('string')).map((token) => token.replaceAll('"', '')), ['string: c', 'string: d']);
    }
  });

  it('read the phrases that they understand', () => {
    assert.deepEqual(tokensOf(dedent`
      integration_purpose: { latency_requirement: Near-real-time (< 60 seconds) }
      error_handling:
        failure_classes:
          x: { action: Pause 2 minutes; hope; retry 3 times, escalation: "immediate to Slack channel #ops" }
      data_contract: { target_record: { a: { mapped_from: source.a, transformation: default to none } } }
    `.replace('transformation: default to none', 'transformation: "pad left to 5 with \'0\', default to none"')), [
      'keyword: Near-real-time', 'number: 60 seconds', 'keyword: Pause', 'number: 2 minutes', 'keyword: retry', 'number: 3', 'keyword: times', 'keyword: immediate to', 'namespace: Slack channel #ops',
      'property.declaration: a', 'variable.defaultLibrary: source', 'property: a', 'keyword: pad left to', 'number: 5', 'keyword: with', "string: '0'", 'keyword: default to', 'string: none',
    ]);
  });

  it('know the systems where they are named', () => {
    assert.deepEqual(tokensOf(dedent`
      title: "Shopify → Net Suite: Orders"
      source_system: { system_name: Shopify }
      target_system: { system_name: NetSuite }
      error_handling: { dead_letter_queue: s3://dlq/ }
      agent_execution_instructions:
        authorized_actions: { read_from: [shopify, Elsewhere], write_to: [NetSuite, s3://dlq/] }
        completion_signal: { report_to: none of these }
    `), [
      'namespace: Shopify', 'namespace: Net Suite', 'namespace.declaration: Shopify', 'namespace.declaration: NetSuite', 'namespace.declaration: s3://dlq/',
      'namespace: shopify', 'namespace: NetSuite', 'namespace: s3://dlq/', 'namespace.declaration: none of these',
    ]);
  });

  it('leave prose, placeholders and what is not understood alone', () => {
    assert.deepEqual(tokensOf('source_system: { system_name: TBD, rate_limits: a few }\nintegration_purpose: { why: source.a retry 3 times }\nrollback_plan: { rollback_window: soon }\n'), []);
  });

  for (const { name, text } of [...examples, ...filesIn('test/fixtures/faulty', '.yaml'), { name: 'odd YAML', text: ODD_YAML }]) {
    it(`of ${name} are in order, apart, each on one line, and arrive as they are`, () => {
      const tokens = tokensOf(text);
      assert.deepEqual(decoded(text, whole(specOf(text))), tokens);
      assert.deepEqual(tokensOf(crlf(text)), tokens);
      const data = whole(specOf(text));
      const lines = text.split('\n');
      let [line, character, end] = [0, 0, 0];
      for (let at = 0; at < data.length; at += 5) {
        const [lineStep = 0, step = 0, length = 0] = data.slice(at, at + 3);
        if (lineStep > 0) [line, character, end] = [line + lineStep, 0, 0];
        character += step;
        assert.ok(length > 0 && character >= end && character + length <= (lines[line] ?? '').length, `${String(line)}:${String(character)}`);
        end = character + length;
      }
    });

    it(`of parts of ${name} are those of the whole`, () => {
      const spec = specOf(text);
      const all = tokenPlaces(spec, { start: 0, end: text.length });
      const third = Math.floor(text.length / 3);
      for (const [start, end] of [[0, third], [third, 2 * third], [2 * third, text.length]] as const) {
        const inside = (tokens: typeof all): string[] => tokens.filter((token) => token.start >= start && token.end <= end).map((token) => JSON.stringify(token));
        assert.deepEqual(inside(tokenPlaces(spec, { start, end })), inside(all));
      }
    });
  }
});

describe('the edit of tokens', () => {
  const cases: readonly (readonly [readonly number[], readonly number[]])[] = [[[], []], [[1, 2, 3], [1, 2, 3]], [[], [1]], [[1], []], [[1, 2, 3], [1, 9, 3]], [[1, 1, 1], [1, 1]], [[1, 1], [1, 1, 1]], [[1, 2], [3, 4]]];
  for (const [before, now] of cases) {
    it(`turns [${before.join()}] into [${now.join()}]`, () => {
      const edits = tokenEdits(before, now);
      const result = [...before];
      for (const { start, deleteCount, data } of edits) result.splice(start, deleteCount, ...data);
      assert.deepEqual(result, now);
      assert.equal(edits.length, before.join() === now.join() ? 0 : 1);
    });
  }

  it('is small for a small change', () => {
    const [{ text } = { text: '' }] = examples;
    const [edit] = tokenEdits(whole(specOf(text)), whole(specOf(text.replace('truncate to 200', 'truncate to 20'))));
    assert.ok(edit && edit.deleteCount <= 5 && edit.data.length <= 5);
  });
});
