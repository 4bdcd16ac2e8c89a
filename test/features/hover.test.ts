import assert from 'node:assert/strict';
import { hover, hoveredAt, specOf } from '../helpers/features.ts';
import { examples } from '../helpers/files.ts';
import { crlf, dedent } from '../helpers/text.ts';
import { choicesOf, requiredKeys } from '../../server/src/model/schema.ts';
import { descendants } from '../../server/src/syntax/tree.ts';
import type { Entry } from '../../server/src/syntax/tree.ts';
import type { Spec } from '../../server/src/model/spec.ts';
import { isPhraseKind } from '../../server/src/phrases/index.ts';

/** Every key that the text itself holds. */
function entriesOf(spec: Spec): Entry[] {
  return [...descendants(spec.tree.root)].flatMap((node) => (node.kind === 'map' && !node.origin ? node.entries.filter((entry) => !entry.merged) : []));
}

function hoverOver(spec: Spec, start: number): { on: string; markdown: string } | undefined {
  return hoveredAt(spec, start);
}

describe('hover', () => {
  for (const { name, text } of examples.flatMap((file) => [file, { name: `${file.name}, with CRLF`, text: crlf(file.text) }])) {
    it(`explains every key of ${name}`, () => {
      const spec = specOf(text);
      const entries = entriesOf(spec);
      assert.ok(entries.length > 100);
      for (const { key, parent } of entries) {
        const schema = spec.schemaOf(parent);
        const expected = spec.schemaOf(parent.entries.find((entry) => entry.key === key) ?? parent);
        assert.ok(schema && expected, key.text);
        const known = Object.hasOwn(schema.properties ?? {}, key.text);
        const need = known ? (requiredKeys(schema, parent).has(key.text) ? ' · required' : ' · optional') : '';
        for (const offset of [key.start, (key.start + key.end) >> 1, key.end]) {
          const found = hoverOver(spec, offset);
          assert.equal(found?.on, text.slice(key.start, key.end), key.text);
          const [first = ''] = found.markdown.split('\n');
          assert.ok(first.startsWith(`**\`${key.text}\`**`), first);
          assert.ok(first.includes(expected.title ?? ''), `${first} lacks ${expected.title ?? ''}`);
          assert.ok(first.endsWith(need) && (need !== '' || !/required|optional/.test(first)), `${first} does not end in ${need}`);
          assert.ok(found.markdown.includes(expected.description ?? ''), key.text);
        }
      }
    });

    it(`explains every choice of ${name}`, () => {
      const spec = specOf(text);
      let seen = 0;
      for (const node of descendants(spec.tree.root)) {
        if (node.kind !== 'scalar' || node.origin || node.start === node.end) continue;
        // What the contract says of these, and what phrases mean, stands in the tests of their hovers.
        if (node.parent?.kind === 'entry' && ['mapped_from', 'transformation'].includes(node.parent.key.text)) continue;
        if (isPhraseKind(spec.schemaOf(node)?.['x-phrase'] ?? '')) continue;
        const choice = choicesOf(spec.schemaOf(node)).find(({ value }) => value === node.value);
        const found = hoverOver(spec, node.start);
        assert.equal(found?.on, choice && text.slice(node.start, node.end));
        if (!choice) continue;
        assert.ok(choice.description !== '' && found?.markdown === `**\`${String(choice.value)}\`**\n\n${choice.description}`);
        seen += 1;
      }
      assert.ok(seen > 20);
    });

    it(`is silent on comments and between the lines of ${name}`, () => {
      const spec = specOf(text);
      assert.ok(spec.tree.comments.length > 0);
      for (const { start, end } of spec.tree.comments) for (const offset of [start + 1, (start + end) >> 1, end]) assert.equal(hoverOver(spec, offset), undefined);
      for (const { index } of text.matchAll(/^\r?$/gm)) assert.equal(hoverOver(spec, index), undefined);
    });
  }

  it('is silent on prose, on unknown keys and what stands below them', () => {
    for (const marked of [
      'integration_purpose:\n  why: Because Drafts are <|>many\n', 'nonsense<|>: x\n', 'nonsense:\n  wh<|>y: x\n', 'spec_status: Dra<|>fty\n',
      'integration_purpose:\n  why: |\n    direc<|>tion: x\n', '<|>', '# a comment <|>only',
    ]) assert.equal(hover(marked), undefined, marked);
  });

  it('follows merged and aliased values to where they are written', () => {
    const text = dedent`
      data_contract:
        source_record:
          a: &a { type: string, required: true, source_path: a }
          b: { <<: *a, source_path: b }
          c: *a
    `;
    const spec = specOf(text);
    assert.equal(hoverOver(spec, text.indexOf('*a,'))?.on, undefined);
    assert.equal(hoverOver(spec, text.lastIndexOf('*a'))?.on, undefined);
    assert.equal(hoverOver(spec, text.lastIndexOf('source_path'))?.on, 'source_path');
  });

  it('is on a key with its quotes', () => assert.equal(hover('"spec<|>_id": INT-2025-014\n')?.on, '"spec_id"'));

  it('reads as follows for a section', () => assert.equal(hover('data_cont<|>ract:\n')?.markdown, dedent`
    **\`data_contract\`** — Data Contract · section 6 of the template · required

    Every field of the source and of the target, and how each target value comes about. A source field is either mapped or listed as not written, with the reason; nothing is left to inference.

    Required: \`source_record\`, \`target_record\`, \`not_written\`  
    Optional: \`when_absent\`, \`reverse\`
  `.replaceAll('\\`', '`').trimEnd()));

  it('reads as follows for a choice', () => assert.equal(hover('spec_<|>status: Draft\n')?.markdown, dedent`
    **\`spec_status\`** — status of the spec · required

    How far the spec has come. Only an approved spec may be executed, and approval needs every approver named and dated, a tested rollback and no error left in the file.

    One of:

    - \`Draft\`: Still being written; approvals may be empty.
    - \`Under Review\`: Complete in the author's eyes and being read by the owners and the reviewer.
    - \`Approved\`: Released for execution; everything must be filled in and signed.
  `.replaceAll('\\`', '`').trimEnd()));

  it('reads as follows for a conditional key', () => {
    const markdown = (need: string): string => dedent`
      **\`every\`** — interval between runs · ${need}

      Time from one run to the next: a number and \`seconds\`, \`minutes\`, \`hours\` or \`days\`. Required where \`kind\` is \`schedule\`; batches per day, latency and the rollback window are checked against it.

      Examples:

      \`\`\`yaml
      every: 15 minutes
      every: 1 hour
      \`\`\`
    `.replaceAll('\\`', '`').trimEnd();
    assert.equal(hover('integration_purpose:\n  trigger: { kind: schedule, ev<|>ery: 1 hour }\n')?.markdown, markdown('required'));
    assert.equal(hover('integration_purpose:\n  trigger: { kind: event, ev<|>ery: 1 hour }\n')?.markdown, markdown('optional'));
  });
});
