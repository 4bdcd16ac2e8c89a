/** A spec as one page of HTML that needs nothing else: no network, no scripts. */
import type { Spec } from '../model/spec.ts';
import { escapeHtml } from './escape.ts';
import type { ExportOptions } from './format.ts';
import { htmlBody } from './html-body.ts';
import { DOCUMENT_HEADING, layout } from './layout.ts';
import { BODY_STYLE, PAGE_STYLE, PRINT_STYLE } from './style.ts';

/** Writes a spec as a page. The same spec always gives the same text. */
export function exportHtml(spec: Spec, { findings }: ExportOptions = {}): string {
  const title = [spec.id, spec.text('title')].filter((part) => part !== undefined).join(' ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="intspec">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title === '' ? DOCUMENT_HEADING : title)}</title>
<style>
${PAGE_STYLE}${BODY_STYLE}${PRINT_STYLE}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<nav aria-label="Sections"><ol>
${contents(spec)}
</ol></nav>
<main id="content" tabindex="-1">
${htmlBody(spec, { findings })}</main>
</body>
</html>
`;
}

/** Links to the sections: those that are missing have an id of their own heading, too. */
function contents(spec: Spec): string {
  return layout.flatMap(({ key, heading }) => (key === undefined ? [] : [`<li><a href="#${escapeHtml(spec.entry(key) ? key : heading.replace(/\s+/g, '_'))}">${escapeHtml(heading)}</a></li>`])).join('\n');
}
