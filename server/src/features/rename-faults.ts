/** Which names can be changed, and to what. */
import type { Spec } from '../model/spec.ts';
import type { Entry } from '../syntax/tree.ts';
import type { SpecSymbol } from './occurrences/index.ts';

/** Where a name stands, as messages have it. */
const PLACES: Readonly<Partial<Record<SpecSymbol['kind'], string>>> = {
  'source field': 'the same record',
  'target field': 'the same record',
  'failure class': '`failure_classes`',
  criterion: '`criteria`',
};

/** Why a symbol’s name cannot be changed at all. */
export function ownNameFault(spec: Spec, symbol: SpecSymbol): string | undefined {
  const { kind, name } = symbol;
  switch (kind) {
    case 'source field':
    case 'target field': return undefined;
    case 'failure class':
    case 'criterion': return isOfTemplate(spec, symbol) ? `\`${name}\` is a ${kind} of the template: every spec has it by this name.` : undefined;
    case 'section': return `\`${name}\` is a section of the template: every spec has it by this name.`;
    case 'source value':
    case 'target value': return `\`${name}\` is a value, not a name: what the systems deliver and take is not changed by writing it differently here.`;
    case 'system':
    case 'dead letter queue':
    case 'report': return `\`${name}\` is a value, not a name. Change it where it stands.`;
  }
}

function isOfTemplate(spec: Spec, { name, entries: [entry] }: SpecSymbol): boolean {
  return entry !== undefined && Object.hasOwn(spec.schemaOf(entry.parent)?.properties ?? {}, name);
}

/** Why a symbol cannot have this name; blanks around it are off already. */
export function nameFault(spec: Spec, symbol: SpecSymbol, name: string): string | undefined {
  if (name === '') return 'A name is missing: nothing could refer to what has none.';
  if (/[\p{Cc}\u2028\u2029]/u.test(name)) return 'A name stands on one line and has no control characters.';
  if (name === '<<') return '`<<` is no name: YAML merges maps with it.';
  if (symbol.kind === 'source field' && name.includes('.')) return `\`${name}\` cannot name a source field: a dot parts the names of a path, so no mapping could refer to it.`;
  if (symbol.kind === 'source field' && name.includes('`')) return `\`${name.replaceAll('`', "'")}\` has a backtick, which no path can hold: backticks go around a name.`;
  const same = symbol.entries.map((entry) => sibling(entry, name)).find((each) => each !== undefined);
  if (!same) return undefined;
  const line = spec.tree.positionAt(same.key.start).line + 1;
  return `\`${name}\` is there already, in line ${String(line)}: two names in ${PLACES[symbol.kind] ?? 'one map'} must differ, or references could not tell them apart.`;
}

function sibling({ parent, key }: Entry, name: string): Entry | undefined {
  return parent.entries.find((each) => each.key !== key && each.key.text === name);
}
