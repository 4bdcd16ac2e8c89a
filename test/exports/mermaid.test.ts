/** The mapping as a flowchart: each line is one that Mermaid knows, and names in it are text. */
import assert from 'node:assert/strict';
import { exportMermaid } from '../../server/src/exports/mermaid.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { examples } from '../helpers/files.ts';

const LABEL = '"(?:[^"#&<>`|\\\\\\n]|#\\d+;)+"';
const LINES = [
  'flowchart LR', ' {2}subgraph r?(?:source|target)\\[L\\]', ' {4}direction TB', ' {4}r?[st]\\d+\\[L\\](?::::\\w+)?', ' {2}end',
  ' {2}r?s\\d+ -->(?:\\|L\\|)? r?t\\d+', ' {2}r?s\\d+ -\\.-> r?t\\d+e', ' {2}r?t\\d+e\\[\\[L\\]\\] -\\.-> r?t\\d+', ' {2}r?t\\d+c\\(\\[L\\]\\) --> r?t\\d+', ' {2}r?t\\d+g\\{\\{L\\}\\} -\\.-> r?t\\d+',
  ' {2}r?notWritten\\(L\\):::leftOut', ' {2}r?s\\d+ -\\.-x r?notWritten', ' {2}source\\[L\\] --> target\\[L\\]', ' {2}classDef [\\w ,:-]+',
].map((line) => new RegExp(`^${line.replaceAll('L\\', `${LABEL}\\`)}$`));

function linesOf(text: string): string[] {
  const document = exportMermaid(new Spec(parseSyntax(text)));
  const [, body = ''] = /^(?:---\ntitle: "(?:[^"\\]|\\.)*"\n---\n)?(.*)\n$/s.exec(document) ?? [];
  return body.split('\n');
}

describe('the mapping in Mermaid', () => {
  const odd = '"a\\"]; --> b|c<d>`e`#35; end\\n%% f"';
  for (const { name, text } of [
    ...examples,
    { name: 'names with signs', text: `title: ${odd}\nsource_system: { system_name: ${odd} }\ndata_contract:\n  source_record:\n    ${odd}: { type: x }\n    end: { type: y }\n  target_record:\n    ${odd}: { mapped_from: source.end, transformation: ${odd} }\n    c: { mapped_from: constant, transformation: ${odd} }\n    d: { mapped_from: derived, transformation: ${odd} }\n    e: {}\n  not_written: { end: x }\n` },
    { name: 'nothing', text: '' },
  ]) {
    it(`consists of lines that it knows: ${name}`, () => {
      const lines = linesOf(text);
      assert.deepEqual(lines.filter((line) => !LINES.some((known) => known.test(line))), []);
      const ids = new Set(lines.flatMap((line) => /^ {4}(r?[st]\d+)\[/.exec(line)?.[1] ?? []));
      const used = lines.flatMap((line) => (line.startsWith('  ') && !line.startsWith('    ') ? [...line.replace(/"[^"]*"/g, '').matchAll(/\br?[st]\d+\b/g)].map(([id]) => id) : []));
      assert.deepEqual(used.filter((id) => !ids.has(id)), []);
    });
  }

  it('tells copies, expressions, constants and what is made from nothing apart', () => {
    const lines = linesOf('data_contract:\n  source_record:\n    a: { type: x }\n    b: { type: x }\n    c: { type: x }\n  target_record:\n    m: { mapped_from: source.a, transformation: trim }\n    n: { mapped_from: derived, transformation: concat(source.a) }\n    o: { mapped_from: constant, transformation: X }\n    p: { mapped_from: derived, transformation: now() }\n    q: { transformation: x }\n  not_written: { b: no need }\n');
    assert.deepEqual(lines.filter((line) => /->|-x|:::/.test(line)).map((line) => line.trim()), [
      's1["b"]:::leftOut', 's2["c"]:::forgotten', 't4["q"]:::open', 's0 -->|"trim"| t0', 't1e[["concat(source.a)"]] -.-> t1', 's0 -.-> t1e', 't2c(["X"]) --> t2', 't3g{{"now()"}} -.-> t3',
      'notWritten("not written"):::leftOut', 's1 -.-x notWritten',
    ]);
  });
});
