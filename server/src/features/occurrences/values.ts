/** The values that a `value_map` turns into each other, and the `enum` entries that declare them. */
import type { Spec } from '../../model/spec.ts';
import { valueMapsOf } from '../../rules/value-maps.ts';
import type { ListNode, ScalarNode, TextRange } from '../../syntax/tree.ts';
import type { OccurrenceTable, SymbolKind } from './table.ts';

/** Adds the values of all value maps whose values are listed, where the map or one of the lists touches a wanted range. */
export function addValues(spec: Spec, table: OccurrenceTable, isWanted: (range: TextRange) => boolean): void {
  for (const { map, sourceEnum, targetEnum } of valueMapsOf(spec)) {
    if (!map || ![map, sourceEnum, targetEnum].some((each) => each && isWanted(each))) continue;
    const incoming = sourceEnum && new Values('source value', sourceEnum, table);
    const outgoing = targetEnum && new Values('target value', targetEnum, table);
    for (const entry of map.entries) {
      if (entry.incomplete) continue;
      incoming?.add(entry.key.text, { node: entry, part: 'key' });
      if (entry.value?.kind === 'scalar') outgoing?.add(String(entry.value.value), { node: entry.value });
    }
  }
}

class Values {
  readonly #kind: SymbolKind;
  readonly #table: OccurrenceTable;
  readonly #exact = new Map<string, ScalarNode>();
  /** Steps in front of the map may have changed the case, and taken blanks off. */
  readonly #alike = new Map<string, ScalarNode>();

  constructor(kind: SymbolKind, list: ListNode, table: OccurrenceTable) {
    this.#kind = kind;
    this.#table = table;
    for (const item of list.items) {
      if (item.kind !== 'scalar') continue;
      const text = String(item.value);
      if (!this.#exact.has(text)) this.#exact.set(text, item);
      if (!this.#alike.has(alike(text))) this.#alike.set(alike(text), item);
    }
  }

  add(text: string, place: Parameters<OccurrenceTable['add']>[1]): void {
    const item = this.#exact.get(text) ?? (this.#kind === 'source value' ? this.#alike.get(alike(text)) : undefined);
    if (item) this.#table.add(this.#table.declare(this.#kind, String(item.value), item), place, 'reference', 'text');
  }
}

function alike(text: string): string {
  return text.trim().toLowerCase();
}
