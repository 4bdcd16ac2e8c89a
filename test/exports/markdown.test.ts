/** The spec as Markdown: what a reader of Markdown sees of it. */
import assert from 'node:assert/strict';
import type { Root, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { exportMarkdown } from '../../server/src/exports/markdown.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { examples, fixture } from '../helpers/files.ts';

function documentOf(text: string): Root {
  return fromMarkdown(exportMarkdown(new Spec(parseSyntax(text))), { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
}

function textIn(node: Root | Root['children'][number] | Table['children'][number]): string {
  const visit = (each: object): string => ('value' in each ? (each.value === '<br>' ? '\n' : String(each.value)) : 'children' in each ? (each.children as object[]).map(visit).join('') : 'type' in each && each.type === 'break' ? '\n' : '');
  return visit(node);
}

/** The tables as rows of cells. */
function tablesIn(root: Root): string[][][] {
  return root.children.flatMap((node) => (node.type === 'table' ? [node.children.map((row) => row.children.map((cell) => cell.children.map((child) => textIn(child as Root['children'][number])).join('')))] : []));
}

const HEADINGS = [
  'Integration Spec', 'Section 1 — Integration Purpose', 'Section 2 — Source System', 'Section 3 — Target System', 'Section 4 — Error Handling',
  'Section 5 — Volume & Rate Limits', 'Section 6 — Data Contract', 'Source Record Structure', 'Target Record Structure', 'Section 7 — Validation',
  'Section 8 — Rollback Plan', 'Section 9 — Agent Execution Instructions', 'Spec Approval',
];

describe('the spec as Markdown', () => {
  for (const { name, text } of examples) {
    it(`has the headings and tables of the template: ${name}`, () => {
      const root = documentOf(text);
      const headings = root.children.flatMap((node) => (node.type === 'heading' ? [textIn(node)] : []));
      assert.deepEqual(headings.filter((heading, at) => HEADINGS.includes(heading) && headings.indexOf(heading) === at), HEADINGS);
      const heads = tablesIn(root).map(([head]) => head?.join(' | '));
      assert.equal(heads[0], 'Failure Class | Condition | Action | Retry? | Escalation');
      assert.equal(heads[1], 'Metric | Expected | Peak | Hard Limit');
      assert.equal(heads[2], 'Field | Type | Required? | Source Path | Notes');
      assert.match(heads[3] ?? '', /^Field \| Type \| Mapped From \| Transformation \| Required\?/);
      assert.equal(heads.at(-2), 'Criterion | Test | Pass Condition');
      assert.equal(heads.at(-1), 'Role | Name | Date');
    });
  }

  it('keeps bars, line ends, backticks, HTML and stars of a value as they are', () => {
    const odd = 'a | b \\| c `d` <b>e</b> *f* _g_ ~~h~~ [i](j) &amp; #k';
    const text = `integration_purpose:\n  why: ${JSON.stringify(odd)}\nerror_handling:\n  failure_classes:\n    source_unavailable: { condition: ${JSON.stringify(`${odd}\n1. ${odd}`)}, action: "| x |" }\ndata_contract:\n  source_record:\n    "a|b": { type: "x|\`y\`", source_path: "p|q" }\n`;
    const root = documentOf(text);
    assert.ok(textIn(root).includes(`Why this integration exists: ${odd}`));
    const [failures = [], , fields = []] = tablesIn(root);
    assert.deepEqual(failures[1], ['Source unavailable', `${odd}\n1. ${odd}`, '| x |', '', '']);
    assert.deepEqual(fields[1], ['a|b', 'x|`y`', '', 'p|q', '']);
  });

  it('holds what the format does not know, and says which placeholders are left', () => {
    const root = textIn(documentOf('spec_id: "[REQUIRED]"\nowner: { a: 1 }\nsource_system:\n  colour: red\n  authentication: { method: OAuth2, tenant: x }\nerror_handling:\n  failure_classes:\n    odd_one: { condition: x, severity: high }\n'));
    for (const part of ['Spec ID: [REQUIRED]', 'owner: { "a": 1 }', 'colour: red', 'tenant: x', 'severity: high']) assert.ok(root.includes(part), part);
    assert.match(exportMarkdown(new Spec(parseSyntax('spec_id: "[REQUIRED]"'))), /\*\*Spec ID:\*\* \*\*\\\[REQUIRED]\*\*/);
  });

  it('keeps what the author says in comments, each with what it is about', () => {
    const text = fixture('base.intspec.yaml').replace(/^spec_status:.*$/m, 'spec_status: Draft   # until Monday').replace(/^source_system:$/m, '# ------- 2\n# Read by the night shift.\n# Ask first.\nsource_system:');
    const root = exportMarkdown(new Spec(parseSyntax(text)));
    assert.match(root, /\*\*Comments:\*\*\n\n(?:- .*\n)*- `spec_status`: until Monday\n/);
    assert.match(root, /## Section 2 — Source System\n\n(?:.*\n)+?\n\*\*Comments:\*\*\n\n- Read by the night shift\.\\\n {2}Ask first\.\n/);
  });
});
