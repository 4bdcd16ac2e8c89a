/** The mapping of a contract as a drawing in SVG, with words for those who do not see it. */
import { attribute, escapeHtml } from './escape.ts';
import type { Flow, FlowSource, FlowTarget } from './flow.ts';

/** Sizes in units of the drawing, which are pixels where it is as wide as that. */
const ROW = 24;
const TOP = 34;
const BOX = 300;
const WIDTH = 920;
const INDENT = 12;
const MIDDLE = 1.25;

/** Fields on one side; with more, nobody could follow the lines. */
const MOST = 300;

/** Characters that fit into a box, and beside it. */
const FITS = 34;
const FITS_NOTE = 26;

/** A figure with the drawing of one contract, or a word where it has too many fields for one. `id` begins the ids of its parts. */
export function drawing(flow: Flow, id: string): string {
  if (flow.sources.length + flow.targets.length === 0) return '';
  const most = Math.max(flow.sources.length, flow.targets.length);
  if (most > MOST) return `<p class="missing">No drawing: ${most} fields are too many for one. The tables below say what is mapped.</p>\n`;
  const height = TOP + ROW * most + 6;
  const title = `Mapping from ${flow.source} to ${flow.target}`;
  const right = WIDTH - BOX;
  return `<figure class="mapping"><div class="drawing" role="region" tabindex="0"${attribute('aria-label', title)}>
<svg${attribute('viewBox', `-1 0 ${WIDTH + 2} ${height}`)}${attribute('width', WIDTH + 2)}${attribute('height', height)} role="img"${attribute('aria-labelledby', `${id}-title ${id}-desc`)}>
<title${attribute('id', `${id}-title`)}>${escapeHtml(title)}</title>
<desc${attribute('id', `${id}-desc`)}>${escapeHtml(described(flow))}</desc>
<g aria-hidden="true">
<text class="system" x="0" y="18">${escapeHtml(cut(flow.source, FITS))}</text><text class="system"${attribute('x', right)} y="18">${escapeHtml(cut(flow.target, FITS))}</text>
${flow.links.map(({ from, to }) => link(from, to, flow.targets[to]?.origin === 'mapped' ? 'direct' : 'derived')).join('\n')}
${flow.sources.map((field, at) => sourceBox(field, yOf(at))).join('\n')}
${flow.targets.map((field, at) => targetBox(field, right, yOf(at))).join('\n')}
</g></svg></div>
<figcaption>Solid: copied or transformed. Dashed: read by an expression. In braces: a constant, or a value made without the source. Dotted boxes: not written, or still open. The tables below say the same.</figcaption></figure>\n`;
}

function yOf(row: number): number {
  return TOP + row * ROW;
}

function link(from: number, to: number, kind: string): string {
  const [x1, y1, x2, y2] = [BOX, yOf(from) + ROW / 2 - 2, WIDTH - BOX, yOf(to) + ROW / 2 - 2];
  const bend = (x2 - x1) / 2 / MIDDLE;
  return `<path class="link-${kind}"${attribute('d', `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`)}/>`;
}

function sourceBox({ path, depth, state, type }: FlowSource, y: number): string {
  const note = state === 'used' ? '' : `<text class="note"${attribute('x', BOX + 8)}${attribute('y', y + 14)}>${state === 'left out' ? 'not written' : 'neither mapped nor left out'}</text>`;
  return box(0, y, depth, path, type, state === 'used' ? 'field' : 'field unused') + note;
}

function targetBox({ path, depth, origin, text, type }: FlowTarget, x: number, y: number): string {
  const value = origin === 'constant' || origin === 'generated' ? `{ ${cut(text, FITS_NOTE)} }` : origin === 'open' ? 'open' : '';
  const note = value === '' ? '' : `<text class="note end"${attribute('x', x - 8)}${attribute('y', y + 14)} text-anchor="end">${escapeHtml(value)}</text>`;
  return box(x, y, depth, path, type, origin === 'open' ? 'field unused' : 'field') + note;
}

function box(x: number, y: number, depth: number, path: string, type: string, kind: string): string {
  const indent = Math.min(depth, 4) * INDENT;
  const name = path.slice(path.lastIndexOf('.') + 1);
  return `<g${attribute('class', kind)}><title>${escapeHtml(type === '' ? path : `${path}: ${type}`)}</title><rect${attribute('x', x + indent)}${attribute('y', y)}${attribute('width', BOX - indent)}${attribute('height', ROW - 4)} rx="3"/><text${attribute('x', x + indent + 8)}${attribute('y', y + 14)}>${escapeHtml(cut(depth > 0 ? name : path, FITS - 2 * Math.min(depth, 4)))}</text></g>`;
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** The drawing in words: how many fields, and what becomes of those that no arrow leaves or reaches. */
function described({ source, target, sources, targets, links }: Flow): string {
  const names = (fields: readonly { readonly path: string }[]): string => (fields.length === 0 ? 'none' : fields.map(({ path }) => path).join(', '));
  const reads = targets.map((field, to) => {
    const from = links.filter((each) => each.to === to).map((each) => sources[each.from]?.path ?? '');
    return `${field.path} ← ${from.length > 0 ? from.join(', ') : field.origin === 'open' ? 'open' : `${field.origin} ${field.text}`}`;
  });
  return [
    `${sources.length} fields of ${source} on the left, ${targets.length} fields of ${target} on the right.`,
    `Not written: ${names(sources.filter(({ state }) => state === 'left out'))}.`,
    `Neither mapped nor left out: ${names(sources.filter(({ state }) => state === 'forgotten'))}.`,
    `${reads.join('; ')}.`,
  ].join(' ');
}
