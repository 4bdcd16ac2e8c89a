/** Which source fields a contract reads, which it leaves out on purpose, and which it forgets. */
import type { Contract, NotWritten, SourceField, TargetField } from './contract.ts';
import { allFields, fieldAt, leavesOf } from './contract.ts';
import { fieldNamed } from './fields.ts';
import type { Reference } from './references.ts';

export interface Coverage {
  /** Leaves that some mapping or expression reads, with the target fields that do. */
  readonly read: Readers;
  /** Leaves that `not_written` names, itself or by an object around them. */
  readonly leftOut: ReadonlyMap<SourceField, NotWritten>;
  /** Leaves that are neither. */
  readonly forgotten: readonly SourceField[];
  /** References to fields that are not declared, with the target field they stand in. */
  readonly unknown: readonly { readonly target: TargetField; readonly reference: Reference }[];
  /** Entries of `not_written` that name no declared field. */
  readonly unknownNotWritten: readonly NotWritten[];
}

/** Who reads which leaf. */
export class Readers {
  // Nearly every leaf has one reader, and needs no list of them.
  readonly #readers = new Map<SourceField, TargetField | TargetField[]>();

  /** How many leaves are read. */
  get size(): number {
    return this.#readers.size;
  }

  add(leaf: SourceField, by: TargetField): void {
    const known = this.#readers.get(leaf);
    if (Array.isArray(known)) known.push(by);
    else this.#readers.set(leaf, known ? [known, by] : by);
  }

  has(leaf: SourceField): boolean {
    return this.#readers.has(leaf);
  }

  /** The target fields that read a leaf, in the order of the text. */
  of(leaf: SourceField): readonly TargetField[] {
    const known = this.#readers.get(leaf);
    return Array.isArray(known) ? known : known ? [known] : [];
  }

  *[Symbol.iterator](): Generator<readonly [SourceField, readonly TargetField[]]> {
    for (const leaf of this.#readers.keys()) yield [leaf, this.of(leaf)];
  }
}

const known = new WeakMap<Contract, Coverage>();

/** What a contract covers; worked out once for each contract. */
export function coverageOf(contract: Contract): Coverage {
  let coverage = known.get(contract);
  if (!coverage) known.set(contract, (coverage = readCoverage(contract)));
  return coverage;
}

/** Reads off a contract what becomes of each source leaf. */
function readCoverage(contract: Contract): Coverage {
  const read = new Readers();
  const unknown: { target: TargetField; reference: Reference }[] = [];
  for (const target of allFields(contract.targetFields)) {
    for (const reference of target.references) {
      if (!reference.field) {
        unknown.push({ target, reference });
        continue;
      }
      // A record whose target has fields of its own is read by those, one by one.
      if (target.children.length > 0 && reference.field.children.length > 0) continue;
      if (reference.field.children.length === 0) read.add(reference.field, target);
      else for (const leaf of leavesOf(reference.field)) read.add(leaf, target);
    }
  }
  const leftOut = new Map<SourceField, NotWritten>();
  const unknownNotWritten: NotWritten[] = [];
  for (const entry of contract.notWritten) {
    const field = fieldAt(contract.sourceFields, entry.path.split('.')) ?? fieldNamed(contract.sourceFields, entry.path);
    if (!field) unknownNotWritten.push(entry);
    else for (const leaf of leavesOf(field)) leftOut.set(leaf, entry);
  }
  const forgotten = allFields(contract.sourceFields).filter((field) => field.children.length === 0 && !read.has(field) && !leftOut.has(field));
  return { read, leftOut, forgotten, unknown, unknownNotWritten };
}
