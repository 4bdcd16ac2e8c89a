/** Fields of the contracts, and what names them: `mapped_from`, expressions, `not_written`. */
import { namePaths } from '../../expression/index.ts';
import type { Contract, SourceField, TargetField } from '../../model/contract.ts';
import { allFields } from '../../model/contract.ts';
import { fieldNamed } from '../../model/fields.ts';
import type { Spec } from '../../model/spec.ts';
import type { Target, TextRange } from '../../syntax/tree.ts';
import type { Notation, OccurrenceTable } from './table.ts';

/** One name of a path, with its place. */
interface Step {
  readonly name: string;
  readonly place: Target;
  readonly notation: Notation;
}

/** Adds the fields of all contracts that stand in a wanted range, and those that are named there. */
export function addFields(spec: Spec, table: OccurrenceTable, isWanted: (range: TextRange) => boolean): void {
  for (const contract of spec.contracts) {
    for (const field of allFields(contract.sourceFields)) if (isWanted(field.entry)) table.declare('source field', field.name, field.entry);
    const targets = allFields(contract.targetFields).filter((field) => isWanted(field.entry));
    for (const field of targets) table.declare('target field', field.name, field.entry);
    const reader = new ReferenceReader(table);
    for (const field of targets) reader.addMapping(field, contract);
    reader.addNotWritten(contract, ({ entry }) => isWanted(entry));
  }
}

/** Adds the fields with some names, wherever they stand and are named; others with them. */
export function addFieldsNamed(spec: Spec, table: OccurrenceTable, names: readonly string[]): void {
  const mayName = (text: string | undefined): boolean => text !== undefined && names.some((name) => text.includes(name));
  for (const contract of spec.contracts) {
    for (const field of allFields(contract.sourceFields)) if (mayName(field.name)) table.declare('source field', field.name, field.entry);
    const reader = new ReferenceReader(table);
    for (const field of allFields(contract.targetFields)) {
      if (mayName(field.name)) table.declare('target field', field.name, field.entry);
      if (mayName(field.mapping?.node.text) || mayName(field.transformation?.text)) reader.addMapping(field, contract);
    }
    reader.addNotWritten(contract, ({ path }) => mayName(path));
  }
}

class ReferenceReader {
  readonly #table: OccurrenceTable;

  constructor(table: OccurrenceTable) {
    this.#table = table;
  }

  /** The fields that `mapped_from` or an expression names. */
  addMapping({ mapping, transformation, references, itemOf }: TargetField, contract: Contract): void {
    const start = (scope: 'source' | 'item'): readonly SourceField[] => (scope === 'source' ? contract.sourceFields : (itemOf?.children ?? []));
    if (mapping?.kind === 'source' || mapping?.kind === 'item') {
      for (const { scope, names, node, nameSlices } of references) {
        this.#add(start(scope), names.map((name, at) => ({ name, place: { node, ...(nameSlices[at] && { slice: nameSlices[at] }) }, notation: 'mapping' })));
      }
    } else if (mapping?.kind === 'derived' && transformation) {
      for (const { scope, names } of namePaths(transformation.text)) {
        this.#add(start(scope), names.map(({ name, span, notation }) => ({ name, place: { node: transformation, slice: span }, notation })));
      }
    }
  }

  /** The fields that `not_written` names by their paths. */
  addNotWritten({ notWritten, sourceFields }: Contract, isWanted: (row: Contract['notWritten'][number]) => boolean): void {
    for (const row of notWritten) {
      if (!isWanted(row)) continue;
      const { path, entry } = row;
      // A name with a dot in it is no path.
      const names = fieldNamed(sourceFields, path) ? [path] : path.split('.');
      let at = 0;
      this.#add(sourceFields, names.map((name) => {
        const slice = { start: at, end: at + name.length };
        at = slice.end + 1;
        return { name, place: { node: entry, part: 'key', slice }, notation: 'path' };
      }));
    }
  }

  /** Follows a path from some fields, down to the first name that is not declared. */
  #add(start: readonly SourceField[], steps: readonly Step[]): void {
    let fields = start;
    for (const { name, place, notation } of steps) {
      const field = fieldNamed(fields, name);
      if (!field) return;
      this.#table.add(this.#table.declare('source field', field.name, field.entry), place, 'reference', notation);
      fields = field.children;
    }
  }
}
