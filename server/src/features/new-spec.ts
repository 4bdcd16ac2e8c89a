/** The text of a new spec: the whole template, with what is known filled in. */
import { headerKeys, keysOf, sections, specSchema } from '../model/schema.ts';
import { skeletonEntry } from '../model/skeleton.ts';
import type { Draft, DraftEntry } from '../syntax/change.ts';
import { renderSnippet } from '../syntax/index.ts';

export interface NewSpecAnswers {
  readonly source: string;
  readonly target: string;
  readonly purpose: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly author?: string | undefined;
}

export interface NewSpecText {
  readonly specId: string;
  readonly fileName: string;
  /** In LSP snippet syntax. */
  readonly snippet: string;
}

/** Characters of a file name before its ending: enough to tell specs apart, short enough for every file system. */
const MAX_FILE_NAME = 60;

/** Writes a new spec; `usedIds` are those of the workspace. */
export function newSpec(answers: NewSpecAnswers, usedIds: Iterable<string>): NewSpecText {
  const specId = nextSpecId(answers.date.slice(0, 4), usedIds);
  const known: Readonly<Record<string, string | undefined>> = {
    spec_id: specId,
    title: `${answers.source} → ${answers.target}: ${answers.purpose}`,
    date: answers.date,
    author: answers.author,
  };
  const header = keysOf(specSchema).filter((key) => headerKeys.includes(key.name)).map((key): DraftEntry => {
    const value = known[key.name];
    return value === undefined ? skeletonEntry(key.name, key.schema) : { key: key.name, value: { kind: 'text', text: value } };
  });
  const { source, target } = answers;
  const rest = sections.map((section) => {
    const entry = skeletonEntry(section.key, section.schema);
    switch (section.key) {
      case 'source_system': return filled(entry, ['system_name'], source);
      case 'target_system': return filled(entry, ['system_name'], target);
      case 'agent_execution_instructions': return filled(filled(entry, ['authorized_actions', 'read_from'], source), ['authorized_actions', 'write_to'], target);
      default: return entry;
    }
  });
  return { specId, fileName: fileName(answers), snippet: `${renderSnippet(header, ...rest.map((entry) => [entry]))}\n` };
}

/** The first id of a year, `INT-YYYY-NNN`, above all that are used. */
export function nextSpecId(year: string, usedIds: Iterable<string>): string {
  let highest = 0;
  for (const id of usedIds) {
    const match = /^INT-(\d{4})-(\d{3,})$/.exec(id);
    if (match?.[1] === year) highest = Math.max(highest, Number(match[2]));
  }
  return `INT-${year}-${String(highest + 1).padStart(3, '0')}`;
}

/** The entry with a text in place of the value at a path of keys; a list holds just that text. */
function filled(entry: DraftEntry, [key, ...below]: readonly string[], text: string): DraftEntry {
  const { value } = entry;
  if (key !== undefined && value.kind === 'map') {
    return { ...entry, value: { ...value, entries: value.entries.map((each) => (each.key === key ? filled(each, below, text) : each)) } };
  }
  const single: Draft = { kind: 'text', text };
  return { ...entry, value: value.kind === 'list' ? { ...value, items: [single] } : single };
}

/** A name from the systems and the purpose, in lower case; letters of other scripts stay, marks on letters go. */
function fileName({ source, target, purpose }: NewSpecAnswers): string {
  const systems = [source, target].map(slugOf).filter((part) => part !== '').join('-to-');
  const words = [systems, slugOf(purpose)].filter((part) => part !== '').join('-');
  const short = [...words].slice(0, MAX_FILE_NAME).join('').replace(/-+$/, '');
  // On Windows these are names of devices, whatever stands behind the dot.
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(short);
  return `${short === '' ? 'new' : short}${isDevice ? '-spec' : ''}.intspec.yaml`;
}

function slugOf(text: string): string {
  const bare = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').normalize('NFC').toLowerCase().replaceAll('ß', 'ss');
  return bare.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
}
