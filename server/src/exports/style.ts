/** How a spec's page looks. Colours are variables, which a page of its own and the editor's preview set each in their way. */

/** The colours of a page of its own, light or dark as the reader likes it, and what only such a page has. */
export const PAGE_STYLE = `:root {
  --text: #1f2328; --back: #ffffff; --soft: #f3f5f7; --line: #d0d7de; --faint: #59636e; --link: #0958c4; --focus: #0958c4;
  --error: #b3261e; --warning: #855300; --info: #0958c4; --mark: #fff3c4; --mark-text: #4d3800;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --code: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --back: #10151b; --soft: #1a212a; --line: #3a444f; --faint: #a3adb8; --link: #79b8ff; --focus: #79b8ff;
    --error: #ff9a92; --warning: #f0b849; --info: #79b8ff; --mark: #4d3b00; --mark-text: #ffe08a;
  }
}
body { font-size: 1rem; margin: 0 auto; max-width: 76rem; padding: 1rem 1.5rem 4rem; }
.skip { background: var(--back); left: 1rem; padding: .5rem 1rem; position: absolute; top: -10rem; }
.skip:focus { top: 1rem; }
nav ol { columns: 16rem; list-style: none; margin: 0 0 2rem; padding: 1rem; background: var(--soft); border: 1px solid var(--line); border-radius: 6px; }
nav li { break-inside: avoid; margin: 0; padding: .1rem 0; }
`;

/** The looks of the document itself. */
export const BODY_STYLE = `body { background: var(--back); color: var(--text); font-family: var(--font); line-height: 1.5; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.over { color: var(--faint); margin: 1.5rem 0 0; }
h1 { font-size: 1.8em; line-height: 1.25; margin: .2em 0 .8em; overflow-wrap: anywhere; }
h2 { border-bottom: 1px solid var(--line); font-size: 1.4em; margin: 2em 0 .8em; padding-bottom: .25em; }
h3 { font-size: 1.15em; margin: 1.6em 0 .6em; }
h4 { font-size: 1em; margin: 1.4em 0 .5em; }
.link { color: var(--faint); font-weight: normal; opacity: 0; text-decoration: none; }
:hover > .link, .link:focus { opacity: 1; }
code { background: var(--soft); border-radius: 3px; color: inherit; font-family: var(--code); font-size: .9em; overflow-wrap: anywhere; padding: .05em .3em; }
a code { background: none; padding: 0; }
dl { margin: .5em 0; }
dl > div { display: grid; gap: 0 1.2em; grid-template-columns: minmax(9em, 15em) minmax(0, 1fr); padding: .2em 0; }
dt { color: var(--faint); }
dd { margin: 0; max-width: 75ch; overflow-wrap: anywhere; }
dd dl { grid-column: 1 / -1; margin: .2em 0; }
dd dl > div { grid-template-columns: minmax(6em, 9em) minmax(0, 1fr); }
@media (max-width: 32em) { dl > div, dd dl > div { grid-template-columns: minmax(0, 1fr); } }
/* Texts that are written from right to left are shown so, whatever stands around them. */
h1, dd, li, td > div, tbody th > div { text-align: left; unicode-bidi: plaintext; }
.label { font-weight: 600; margin: 1.2em 0 .3em; }
ul, ol { margin: .3em 0; padding-left: 1.6em; }
li { margin: .2em 0; max-width: 75ch; overflow-wrap: anywhere; }
.term { color: var(--faint); }
.table, .drawing { margin: .8em 0; overflow-x: auto; }
table { border-collapse: collapse; min-width: 100%; }
caption { color: var(--faint); font-size: .9em; padding: .2em 0; text-align: left; }
th, td { border: 1px solid var(--line); padding: .35em .6em; text-align: left; vertical-align: top; overflow-wrap: break-word; max-width: 28em; }
thead th { background: var(--soft); white-space: nowrap; }
tbody th { font-weight: 600; }
td code { overflow-wrap: break-word; }
tbody th code { white-space: nowrap; }
.depth-1 { padding-left: 1.8em; } .depth-2 { padding-left: 3em; } .depth-3 { padding-left: 4.2em; } .depth-4 { padding-left: 5.4em; }
mark { background: var(--mark); border: 1px dashed currentColor; border-radius: 3px; color: var(--mark-text); padding: .05em .3em; }
.missing { color: var(--faint); font-style: italic; }
.comments { border-left: 3px solid var(--line); color: var(--faint); margin: 1.2em 0; padding-left: 1em; }
.comments .label { margin-top: 0; }
figure { margin: 1em 0; }
figcaption { color: var(--faint); font-size: .9em; max-width: 75ch; }
.mapping svg { fill: none; font-family: var(--code); font-size: 12px; height: auto; max-width: 100%; min-width: 36rem; stroke: none; }
.mapping text { fill: var(--text); }
.mapping .system { font-family: var(--font); font-size: 14px; font-weight: 600; }
.mapping .note { fill: var(--faint); font-size: 11px; }
.mapping rect { fill: var(--soft); stroke: var(--line); }
.mapping .unused rect { stroke: var(--faint); stroke-dasharray: 2 3; }
.link-direct { stroke: var(--link); stroke-width: 1.4; }
.link-derived { stroke: var(--faint); stroke-dasharray: 5 4; stroke-width: 1.4; }
.sign { fill: none; height: 1em; margin-right: .35em; stroke: currentColor; stroke-linecap: round; stroke-width: 1.5; vertical-align: -.12em; width: 1em; }
.finding { --severity: var(--info); color: var(--text); }
.finding.error { --severity: var(--error); }
.finding.warning { --severity: var(--warning); }
.finding .sign { color: var(--severity); }
span.finding { border-left: 3px solid var(--severity); display: block; font-size: .92em; font-weight: normal; margin: .3em 0; padding: .1em .6em; white-space: normal; max-width: 75ch; }
.notes { margin: .4em 0; }
details.findings { border: 1px solid var(--line); border-radius: 6px; margin: 1em 0 1.5em; padding: .5em 1em; }
details.findings summary { cursor: pointer; font-weight: 600; }
@media (forced-colors: active) {
  .mapping text { fill: CanvasText; }
  .mapping rect { fill: Canvas; stroke: CanvasText; }
  .link-direct, .link-derived { stroke: CanvasText; }
  mark { forced-color-adjust: none; background: Mark; color: MarkText; }
}
`;

/** What changes on paper; behind all other styles, which it would be overruled by. */
export const PRINT_STYLE = `@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip, .link { display: none; }
  .table, .drawing { overflow: visible; }
  .mapping svg { max-width: 100%; min-width: 0; height: auto; }
  /* A page cannot be scrolled: tables are as wide as it is. */
  table { font-size: 8.5pt; }
  th, td, tbody th code, td code { overflow-wrap: anywhere; white-space: normal; }
  thead th { overflow-wrap: normal; white-space: normal; }
  tr, figure, li, dl > div { break-inside: avoid; }
  h1, h2, h3, h4, .label { break-after: avoid; }
  thead { display: table-header-group; }
  @page { margin: 16mm; }
}
`;
