/** The mapping of a spec as a Mermaid flowchart: https://mermaid.js.org/syntax/flowchart.html. */
import type { Spec } from '../model/spec.ts';
import { visible } from '../rules/visible.ts';
import type { Flow, FlowTarget } from './flow.ts';
import { flowsOf } from './flow.ts';

/** Longer texts on lines and in nodes are cut: a drawing is no table. */
const LONGEST = 60;

/** The looks of nodes, told apart without colours too: by dashes, thickness and shape. */
const CLASSES = [
  'classDef leftOut stroke-dasharray:2 4',
  'classDef forgotten stroke-width:3px,stroke-dasharray:6 3',
  'classDef open stroke-width:3px,stroke-dasharray:6 3',
];

/** Writes the mapping as a flowchart from left to right; one with the names of the systems alone where there is no contract yet. */
export function exportMermaid(spec: Spec): string {
  const flows = flowsOf(spec);
  const title = spec.text('title');
  const lines = [
    ...(title === undefined ? [] : ['---', `title: ${JSON.stringify(visible(title))}`, '---']),
    'flowchart LR',
    ...(flows.length > 0 ? flows.flatMap((flow, at) => flowLines(flow, at === 0 ? '' : 'r')) : systemsOnly(spec)),
    ...CLASSES.map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

function systemsOnly(spec: Spec): string[] {
  const [source, target] = [spec.text('source_system', 'system_name') ?? 'Source', spec.text('target_system', 'system_name') ?? 'Target'];
  return [`  source[${label(source)}] --> target[${label(target)}]`];
}

/** `prefix` keeps the ids of both directions apart. */
function flowLines({ source, target, sources, targets, links, kind }: Flow, prefix: string): string[] {
  const suffix = kind === 'reverse' ? ' (way back)' : '';
  const lines = [`  subgraph ${prefix}source[${label(source + suffix)}]`, '    direction TB'];
  for (const [at, field] of sources.entries()) lines.push(`    ${prefix}s${at}[${label(field.path)}]${field.state === 'used' ? '' : `:::${field.state === 'left out' ? 'leftOut' : 'forgotten'}`}`);
  lines.push('  end', `  subgraph ${prefix}target[${label(target + suffix)}]`, '    direction TB');
  for (const [at, field] of targets.entries()) lines.push(`    ${prefix}t${at}[${label(field.path)}]${field.origin === 'open' ? ':::open' : ''}`);
  lines.push('  end');
  for (const [at, field] of targets.entries()) lines.push(...originLines(field, `${prefix}t${at}`, links.filter(({ to }) => to === at).map(({ from }) => `${prefix}s${from}`)));
  const leftOut = sources.flatMap(({ state }, at) => (state === 'left out' ? [`${prefix}s${at}`] : []));
  if (leftOut.length > 0) lines.push(`  ${prefix}notWritten(${label('not written')}):::leftOut`, ...leftOut.map((id) => `  ${id} -.-x ${prefix}notWritten`));
  return lines;
}

/** What leads to a target field: an arrow for each field that it reads, or a node for what is no field. */
function originLines({ origin, text }: FlowTarget, id: string, from: readonly string[]): string[] {
  switch (origin) {
    case 'mapped': return from.map((source) => `  ${source} -->${text === '' || text === 'exact copy' ? '' : `|${label(text)}|`} ${id}`);
    case 'derived': return text === '' && from.length === 0 ? [] : [`  ${id}e[[${label(text)}]] -.-> ${id}`, ...from.map((source) => `  ${source} -.-> ${id}e`)];
    case 'constant': return [`  ${id}c([${label(text)}]) --> ${id}`];
    case 'generated': return [`  ${id}g{{${label(text)}}} -.-> ${id}`];
    case 'open': return [];
  }
}

/** A text in quotes, in which Mermaid takes entities for what they stand for, and everything else as it is. */
function label(text: string): string {
  const line = visible(text.replace(/\s+/g, ' ').trim());
  const short = [...line].length > LONGEST ? `${[...line].slice(0, LONGEST - 1).join('')}…` : line;
  // `#` begins an entity here; a text that begins as a list or in backticks would be Markdown.
  return `"${short === '' ? ' ' : short.replace(/[#&<>"`|\\]/g, (character) => `#${character.codePointAt(0) ?? 32};`).replace(/^([-+]|\d+\.) /, (start) => `#8203;${start}`)}"`;
}
