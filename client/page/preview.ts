/** The page of the preview: shows what the extension sends, keeps its place, and tells where the user is and wants to go. */
import type { FromPage, PageState, ToPage } from '../src/preview/messages.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; getState(): PageState | undefined; setState(state: PageState): void };

/** What a line of the text is shown as, and can be stepped through with the arrow keys. */
const ITEMS = 'h1[data-line], h2[data-line], h3[data-line], h4[data-line], tr[data-line], dl > div[data-line], li[data-line], p[data-line]';

/** Where the keyboard is or was, and what the user has unfolded: all in which what is shown differs from what was sent. */
const TOUCHED = ':is(h1, h2, h3, h4, tr, dl > div, li, p)[tabindex], details[open]';

const vscode = acquireVsCodeApi();
const content = document.querySelector('main') ?? document.body;
const sheet = document.querySelector('style#document') ?? document.head;

/** Where the extension has scrolled to: the event that comes of it is none of the user's. */
let expected: number | undefined;
let isWaiting = false;

const uri = document.body.dataset['uri'] ?? '';
/** Where the user was when the page was last seen; undefined once that is on top again. */
let earlier = vscode.getState()?.line;
vscode.setState({ uri, ...(earlier !== undefined && { line: earlier }) });

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'scrollTo') return scrollTo(data.line);
  if (sheet.textContent !== data.style) sheet.textContent = data.style;
  show(data.html);
  if (earlier !== undefined) scrollTo(earlier);
  earlier = undefined;
  vscode.postMessage({ kind: 'shown' });
});

/** Puts in what is new, part by part: what is the same keeps its place, its focus and what is unfolded in it. */
function show(html: string): void {
  const next = document.createElement('main');
  next.innerHTML = html;
  replaceChildren(content, next);
  measured = undefined;
  const items = [...content.querySelectorAll<HTMLElement>(ITEMS)];
  if (!items.some(({ tabIndex }) => tabIndex === 0)) for (const item of items.slice(0, 1)) item.tabIndex = 0;
}

/** Makes the children of one element those of another. Equal ones at the start and at the end stay; of a part whose kind is the same, the children are looked at in turn. */
function replaceChildren(old: Element, next: Element): void {
  const [before, after] = [[...old.childNodes], [...next.childNodes]];
  let start = 0;
  while (start < before.length && start < after.length && isSame(before[start], after[start])) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && isSame(before[before.length - 1 - end], after[after.length - 1 - end])) end += 1;
  const [changed, wanted] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (changed.length === wanted.length) {
    for (const [at, node] of changed.entries()) {
      const other = wanted[at];
      if (other && !isSame(node, other)) update(node, other);
    }
    return;
  }
  const anchor = before[before.length - end] ?? null;
  for (const node of changed) old.removeChild(node);
  for (const node of wanted) old.insertBefore(node, anchor);
}

function update(old: Node, next: Node): void {
  if (!(old instanceof Element) || !(next instanceof Element) || old.tagName !== next.tagName || old instanceof SVGElement) {
    old.parentNode?.replaceChild(next, old);
    return;
  }
  const kept = ['tabindex', 'open'];
  for (const { name } of [...old.attributes]) if (!next.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
  for (const { name, value } of [...next.attributes]) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  replaceChildren(old, next);
}

/** Whether two nodes are the same but for where the keyboard is, and what the user has unfolded. */
function isSame(one: Node | undefined, other: Node | undefined): boolean {
  if (!one || !other) return false;
  if (one.isEqualNode(other)) return true;
  if (!(one instanceof HTMLElement) || !(other instanceof HTMLElement) || !(one.matches(TOUCHED) || one.querySelector(TOUCHED))) return false;
  return one.outerHTML.replace(/ tabindex="-?\d"(?=[ >])| open=""/g, '') === other.outerHTML.replace(/ tabindex="-?\d"(?=[ >])/g, '');
}

interface Placed {
  readonly line: number;
  readonly top: number;
}

/** What {@link places} has found; undefined since something has moved. */
let measured: readonly Placed[] | undefined;
new ResizeObserver(() => (measured = undefined)).observe(content);

/** The lines that are shown, from top to bottom, each where it is first seen, in pixels from the top of the page. */
function places(): readonly Placed[] {
  return (measured ??= measure());
}

function measure(): Placed[] {
  const found: Placed[] = [];
  for (const element of content.querySelectorAll<HTMLElement>('[data-line]')) {
    const line = Number(element.dataset['line']);
    const last = found.at(-1);
    // The order of the template may be another one than that of the text.
    if (last && line <= last.line) continue;
    found.push({ line, top: element.getBoundingClientRect().top + window.scrollY });
  }
  return found;
}

function scrollTo(line: number): void {
  const all = places();
  const at = all.findLastIndex((each) => each.line <= line);
  const [here, next] = [all[at], all[at + 1]];
  const part = here && next ? (line - here.line) / (next.line - here.line) : 0;
  const top = line <= 0 || !here ? 0 : here.top + (next ? part * (next.top - here.top) : 0);
  expected = Math.round(Math.min(top, document.documentElement.scrollHeight - window.innerHeight));
  window.scrollTo({ top });
}

window.addEventListener('scroll', () => {
  if (expected !== undefined && Math.abs(window.scrollY - expected) < 2) {
    expected = undefined;
    return;
  }
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    const line = topLine();
    vscode.setState({ uri, line });
    vscode.postMessage({ kind: 'scrolled', line });
  });
});

/** The line of the text that is on top, with the part of the way to the next. */
function topLine(): number {
  const all = places();
  const at = all.findLastIndex(({ top }) => top <= window.scrollY + 1);
  const [here, next] = [all[at], all[at + 1]];
  if (!here) return 0;
  return next && next.top > here.top ? here.line + ((window.scrollY - here.top) / (next.top - here.top)) * (next.line - here.line) : here.line;
}

content.addEventListener('dblclick', ({ target }) => {
  openAt(target);
});

content.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const href = link?.getAttribute('href') ?? '';
  if (href.startsWith('rule:')) {
    event.preventDefault();
    vscode.postMessage({ kind: 'rule', id: href.slice('rule:'.length) });
  } else if (href.startsWith('#')) {
    event.preventDefault();
    const place = document.getElementById(href.slice(1));
    place?.scrollIntoView({ block: 'center' });
    place?.focus({ preventScroll: true });
  }
});

content.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
  if (key === 'Enter' && !target.closest('a, summary')) return openAt(target);
  if ((key !== 'ArrowDown' && key !== 'ArrowUp') || !target.matches(ITEMS)) return;
  event.preventDefault();
  const items = [...content.querySelectorAll<HTMLElement>(ITEMS)];
  const next = items[items.indexOf(target) + (key === 'ArrowDown' ? 1 : -1)];
  if (next) moveTo(target, next);
});

/** One of all lines can be reached with Tab: the one that the user was at last. */
function moveTo(from: HTMLElement, to: HTMLElement): void {
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

function openAt(target: EventTarget | null): void {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;
  if (element) vscode.postMessage({ kind: 'open', line: Number(element.dataset['line']) });
}

vscode.postMessage({ kind: 'ready' });
