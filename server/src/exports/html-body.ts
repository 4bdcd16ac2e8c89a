/** The body of a spec's page in HTML: the document in the template's layout, with a drawing of the mapping. */
import type { Spec } from '../model/spec.ts';
import type { Result } from '../rules/runner.ts';
import { pathOf } from '../syntax/tree.ts';
import type { Block, Cell, Labelled, Row, Run, Shown, Shows } from './blocks.ts';
import { documentOf } from './document.ts';
import { drawing } from './drawing.ts';
import { attribute, escapeHtml } from './escape.ts';
import { flowsOf } from './flow.ts';
import { COMMENTS } from './layout.ts';
import { Marks } from './marks.ts';

export interface BodyOptions {
  readonly findings?: readonly Result[] | undefined;
  /** Elements carry the line of the text that they show, from 0, as `data-line`. */
  readonly lines?: boolean;
  /** The address of a rule's page. */
  readonly ruleLink?: ((rule: string) => string) | undefined;
}

/** Everything in the page’s `main` element. Ids are the paths of what they show, and each is used once. */
export function htmlBody(spec: Spec, options: BodyOptions = {}): string {
  return new BodyWriter(spec, options).write();
}

class BodyWriter {
  readonly #spec: Spec;
  readonly #lines: boolean;
  readonly #blocks: readonly Block[];
  readonly #marks: Marks;
  readonly #ids = new Set<string>();
  #isOpen = false;

  constructor(spec: Spec, { findings = [], lines = false, ruleLink }: BodyOptions) {
    this.#spec = spec;
    this.#lines = lines;
    this.#blocks = documentOf(spec);
    this.#marks = new Marks(this.#blocks, findings, ruleLink);
  }

  write(): string {
    const [first, ...rest] = this.#blocks;
    const drawings = this.#drawings();
    const parts: string[] = [];
    for (const block of first ? [first, ...rest] : []) {
      parts.push(this.#block(block));
      if (block === first) parts.push(this.#marks.summary(), this.#notes(this.#spec.root));
      // The drawing comes before the tables that say the same.
      if (block.kind === 'heading' && block.level === 2 && block.at !== undefined && block.at === this.#spec.entry('data_contract')) parts.push(drawings);
    }
    return parts.join('') + (this.#isOpen ? '</section>\n' : '');
  }

  #drawings(): string {
    return flowsOf(this.#spec).map((flow, at) => drawing(flow, this.#id(at === 0 ? 'mapping' : 'mapping-back'))).join('');
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'heading': return this.#heading(block);
      case 'labels': return this.#labels(block.items);
      case 'list': return this.#list(block);
      case 'table': return this.#table(block);
      case 'comments': {
        const items = block.items.map(({ path, text, start }) => `<li${this.#line(start)}>${path.length > 0 ? `<code>${escapeHtml(path.join('.'))}</code>: ` : ''}${multiline(text)}</li>`);
        return `<div class="comments"><p class="label">${COMMENTS}</p><ul>${items.join('')}</ul></div>\n`;
      }
    }
  }

  #heading({ level, text, at, section }: Extract<Block, { kind: 'heading' }>): string {
    if (level === 1) {
      const [id, title] = [this.#spec.id, this.#spec.text('title')];
      const over = title === undefined ? '' : `<p class="over">${escapeHtml([text, id].filter((part) => part !== undefined).join(' · '))}</p>\n`;
      return `${over}<h1${this.#line(0)}>${escapeHtml(title ?? text)}</h1>\n`;
    }
    const id = this.#id(at ? idOf(at) : text);
    const head = `<h${level}${attribute('id', id)}${this.#lineOf(at)}>${escapeHtml(text)} <a class="link"${attribute('href', `#${id}`)} aria-label="Link to this heading">#</a></h${level}>\n`;
    const missing = at === undefined && level === 2 ? `<p class="missing">This section is missing.</p>\n${this.#missing(section)}` : '';
    if (level !== 2) return head + this.#notes(at);
    const end = this.#isOpen ? '</section>\n' : '';
    this.#isOpen = true;
    return `${end}<section${attribute('aria-labelledby', id)}>\n${head}${this.#notes(at)}${missing}`;
  }

  #labels(items: readonly Labelled[]): string {
    const rows = items.map(({ label, isKey, value, parts }) => {
      const term = isKey ? `<code>${escapeHtml(label)}</code>` : escapeHtml(label);
      const text = value.runs.length > 0 ? this.#runs(value) : '<span class="missing">not given</span>';
      return `<div${this.#anchor(value.at)}><dt>${term}</dt><dd>${text}${this.#marks.take(value.at)}${parts.length > 0 ? this.#labels(parts) : ''}</dd></div>`;
    });
    return `<dl>\n${rows.join('\n')}\n</dl>\n`;
  }

  #list({ label, ordered, items, at }: Extract<Block, { kind: 'list' }>): string {
    const id = this.#id(at ? idOf(at) : label);
    const tag = ordered ? 'ol' : 'ul';
    const shown = items.map(({ label: name, isKey, value }) => {
      const term = name === '' ? '' : isKey ? `<code>${escapeHtml(name)}</code>: ` : `<span class="term">${escapeHtml(name)}:</span> `;
      return `<li${this.#anchor(value.at)}>${term}${this.#runs(value)}${this.#marks.take(value.at)}</li>`;
    });
    const list = shown.length > 0 ? `<${tag}${attribute('aria-labelledby', id)}>\n${shown.join('\n')}\n</${tag}>\n` : at ? '<p>None.</p>\n' : '<p class="missing">not given</p>\n';
    return `<p class="label"${attribute('id', id)}${this.#lineOf(at)}>${escapeHtml(label)}</p>\n${this.#notes(at)}${list}`;
  }

  #table({ caption, head, rows, at }: Extract<Block, { kind: 'table' }>): string {
    if (rows.length === 0) return `${this.#notes(at)}<p class="missing">No rows yet.</p>\n`;
    const id = this.#id(`table-${at ? idOf(at) : caption}`);
    const heads = head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
    return `${this.#notes(at)}<div class="table" role="region" tabindex="0"${attribute('aria-labelledby', id)}${this.#lineOf(at)}><table>
<caption${attribute('id', id)}>${escapeHtml(caption)}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows.map((row) => this.#row(row)).join('\n')}
</tbody></table></div>\n`;
  }

  #row({ at, depth, cells }: Row): string {
    const [name, ...rest] = cells;
    const deep = depth > 0 ? attribute('class', `depth-${Math.min(depth, 4)}`) : '';
    const first = name ? `<th scope="row"${deep}>${this.#cell(name)}${this.#marks.take(at)}</th>` : '';
    return `<tr${attribute('id', this.#id(idOf(at)))}${this.#lineOf(at)}>${first}${rest.map((cell) => `<td>${this.#cell(cell)}</td>`).join('')}</tr>`;
  }

  #cell({ lines }: Cell): string {
    return lines.map(({ label, isKey, value }) => {
      const term = label === undefined ? '' : isKey ? `<code>${escapeHtml(label)}</code>: ` : `<span class="term">${escapeHtml(label)}:</span> `;
      return `<div${this.#lineOf(value.at)}>${term}${this.#runs(value)}${this.#marks.take(value.at)}</div>`;
    }).join('');
  }

  #missing(section: string | undefined): string {
    const marks = section === undefined ? '' : this.#marks.takeMissing(section);
    return marks === '' ? '' : `<p class="notes">${marks}</p>\n`;
  }

  /** Marks on lines of their own. */
  #notes(at: Shows): string {
    return this.#marks.has(at) ? `<p class="notes">${this.#marks.take(at)}</p>\n` : '';
  }

  #runs({ runs }: Shown): string {
    return runs.map(runHtml).join('');
  }

  #anchor(at: Shows): string {
    return at ? attribute('id', this.#id(idOf(at))) + this.#lineOf(at) : '';
  }

  #lineOf(at: Shows): string {
    return at ? this.#line(at.start) : '';
  }

  #line(offset: number): string {
    return this.#lines ? attribute('data-line', this.#spec.tree.positionAt(offset).line) : '';
  }

  /** An id that nothing has yet: this one, or one with a number behind it. */
  #id(wanted: string): string {
    const base = wanted.replace(/\s+/g, '_');
    let id = base;
    for (let count = 2; this.#ids.has(id); count += 1) id = `${base}~${count}`;
    this.#ids.add(id);
    return id;
  }
}

function idOf(at: NonNullable<Shows>): string {
  return pathOf(at).join('.') || 'spec';
}

function runHtml({ text, style }: Run): string {
  if (style === 'code') return `<code>${escapeHtml(text)}</code>`;
  return style === 'placeholder' ? `<mark>${multiline(text)}</mark>` : multiline(text);
}

function multiline(text: string): string {
  return text.split(/\r\n|\n|\r/).map(escapeHtml).join('<br>');
}
