/** A spec as GitHub-flavoured Markdown, in the template's layout. */
import type { BlockContent, ListItem, PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Spec } from '../model/spec.ts';
import type { Block, Cell, Labelled, Run, Shown } from './blocks.ts';
import { documentOf } from './document.ts';
import { COMMENTS } from './layout.ts';

/** Writes a spec as Markdown. The same spec always gives the same text. */
export function exportMarkdown(spec: Spec): string {
  const blocks = documentOf(spec);
  const root: Root = { type: 'root', children: blocks.flatMap((block, at) => blockOf(block, blocks[at - 1])) };
  return toMarkdown(root, {
    bullet: '-',
    emphasis: '_',
    listItemIndent: 'one',
    rule: '-',
    tightDefinitions: true,
    // What GitHub strikes out, which plain Markdown does not know.
    unsafe: [{ character: '~', inConstruct: 'phrasing' }],
    extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
  });
}

function blockOf(block: Block, before: Block | undefined): RootContent[] {
  switch (block.kind) {
    case 'heading': return [{ type: 'heading', depth: Math.min(6, block.level) as 1 | 2 | 3 | 4 | 5 | 6, children: [text(block.text)] }];
    case 'labels': return isPlain(block.items, before) ? block.items.map((each): RootContent => ({ type: 'paragraph', children: labelled(each) })) : [listOf(block.items.map(labelItem))];
    case 'list': {
      // A list that is there and empty is so on purpose.
      const items = block.items.length === 0 && block.at ? [item([text('None')])] : block.items.map(listItem);
      return [labelParagraph(block.label), ...(items.length > 0 ? [listOf(items, block.ordered)] : [])];
    }
    case 'comments': return [labelParagraph(COMMENTS), listOf(block.items.map(({ path, text: said }) => item([
      ...(path.length > 0 ? [code(path.join('.')), text(': ')] : []), ...lines(said, lineBreak),
    ])))];
    case 'table': return [{
      type: 'table',
      align: block.head.map(() => null),
      children: [row(block.head.map((head) => [text(head)])), ...block.rows.map(({ cells }) => row(cells.map(cellContent)))],
    }];
  }
}

function labelParagraph(label: string): BlockContent {
  return { type: 'paragraph', children: [strong(`${label}:`)] };
}

function labelItem(each: Labelled): ListItem {
  return item(labelled(each), each.parts.map(labelItem));
}

function labelled({ label, isKey, value }: Labelled): PhrasingContent[] {
  return [...(isKey ? [code(label), text(':')] : [strong(`${label}${label.endsWith('?') ? '' : ':'}`)]), ...behind(value)];
}

/** Behind a list, and alone, a value stands in a paragraph: two lists in a row would be taken for one. */
function isPlain(items: readonly Labelled[], before: Block | undefined): boolean {
  return (items.length === 1 || before?.kind === 'list') && items.every(({ isKey, value, parts }) => !isKey && parts.length === 0 && !value.runs.some((run) => /[\r\n]/.test(run.text)));
}

function listItem({ label, isKey, value }: Labelled): ListItem {
  if (label === '') return item(phrasing(value, lineBreak));
  return item([...(isKey ? [code(label), text(':')] : [text(`${label}:`)]), ...behind(value)]);
}

/** A value behind its label. */
function behind(value: Shown): PhrasingContent[] {
  return value.runs.length === 0 ? [] : [text(' '), ...phrasing(value, lineBreak)];
}

function item(children: PhrasingContent[], parts: ListItem[] = []): ListItem {
  return { type: 'listItem', spread: false, children: [{ type: 'paragraph', children }, ...(parts.length > 0 ? [listOf(parts)] : [])] };
}

function listOf(children: ListItem[], ordered = false) {
  return { type: 'list' as const, ordered, spread: false, ...(ordered && { start: 1 }), children };
}

function row(cells: PhrasingContent[][]): TableRow {
  return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) };
}

function cellContent({ lines: content }: Cell): PhrasingContent[] {
  return content.flatMap(({ label, isKey, value }, at): PhrasingContent[] => [
    ...(at > 0 ? [htmlBreak] : []),
    ...(label === undefined ? [] : [isKey ? code(label) : text(label), text(': ')]),
    ...phrasing(value, htmlBreak),
  ]);
}

function phrasing({ runs }: Shown, lineEnd: PhrasingContent): PhrasingContent[] {
  return runs.flatMap((run) => runOf(run, lineEnd));
}

function runOf(run: Run, lineEnd: PhrasingContent): PhrasingContent[] {
  // In a table, code cannot hold a bar behind a backslash.
  if (run.style === 'code') return [lineEnd === htmlBreak && run.text.includes('\\|') ? text(run.text) : code(run.text)];
  if (run.style === 'placeholder') return [{ type: 'strong', children: lines(run.text, lineEnd) }];
  return lines(run.text, lineEnd);
}

function lines(content: string, lineEnd: PhrasingContent): PhrasingContent[] {
  return content.split(/\r\n|\n|\r/).flatMap((line, at) => [...(at > 0 ? [lineEnd] : []), ...(line === '' ? [] : [text(line)])]);
}

/** A line end in a paragraph. */
const lineBreak: PhrasingContent = { type: 'break' };

/** A line end in a cell of a table, where Markdown has none. */
const htmlBreak: PhrasingContent = { type: 'html', value: '<br>' };

function text(value: string): PhrasingContent {
  return { type: 'text', value };
}

function strong(value: string): PhrasingContent {
  return { type: 'strong', children: [text(value)] };
}

function code(value: string): PhrasingContent {
  return { type: 'inlineCode', value };
}
