/** Text in HTML. */
import { visible } from '../rules/visible.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text for an element or for a quoted attribute. What nobody would see of it, or what turns the text around it, is written out. */
export function escapeHtml(text: string): string {
  return visible(text.replace(/[\t\n\r]/g, ' ')).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** An attribute with a blank in front. */
export function attribute(name: string, value: string | number): string {
  return ` ${name}="${escapeHtml(String(value))}"`;
}

/** Text in which backticks mark code, as messages have it. */
export function withCode(text: string): string {
  return text.split(/(`[^`]+`)/).map((part) => (/^`[^`]+`$/.test(part) ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : escapeHtml(part))).join('');
}
