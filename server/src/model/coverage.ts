/** Which source fields a contract reads, which it leaves out on purpose, and which it forgets. */
import type { Contract, NotWritten, SourceField, TargetField } from './contract.ts';
import { allFields, fieldAt, leavesOf } from './contract.ts';
import { fieldNamed } from './fields.ts';
import { Selection, Versions } from './list-versions.ts';
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

  remove(leaf: SourceField, by: TargetField): void {
    const left = this.of(leaf).filter((each) => each !== by);
    if (left.length === 0) this.#readers.delete(leaf);
    else this.#readers.set(leaf, left);
  }

  /** Sorts those that read a leaf as they stand in a list. */
  sort(leaf: SourceField, list: readonly TargetField[]): void {
    const known = this.#readers.get(leaf);
    if (Array.isArray(known)) known.sort((a, b) => list.indexOf(a) - list.indexOf(b));
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

/** What becomes of each source leaf. What has been read off the contract of the text before holds where its fields do. */
function readCoverage(contract: Contract): Coverage {
  const targets = allFields(contract.targetFields);
  const { read, leaves } = reads.of(targets, contract.kind);
  const leftOut = leftOutIn(contract);
  return { read, ...leftOut, forgotten: forgottenIn(contract, read, leaves, leftOut), unknown: unknownIn.of(targets, undefined).flat() };
}

/** The leaves that the mapping and the expression of a target field read. */
function leavesRead({ references, children }: TargetField): SourceField[] {
  return references.flatMap(({ field }) => {
    // A record whose target has fields of its own is read by those, one by one.
    if (!field || (children.length > 0 && field.children.length > 0)) return [];
    return leavesOf(field);
  });
}

interface Reads {
  /** That of the contract: fields that are merged into both contracts of a spec stand in the lists of both. */
  readonly kind: Contract['kind'];
  /** It moves on from one list to the next. */
  readonly read: Readers;
  /** The same object as long as the same leaves are read, by whatever fields. */
  readonly leaves: object;
}

const reads = new Versions<TargetField, Contract['kind'], Reads>({
  isOf: (made, kind) => made.kind === kind,
  anew(list, kind) {
    const read = new Readers();
    for (const target of list) for (const leaf of leavesRead(target)) read.add(leaf, target);
    return { kind, read, leaves: {} };
  },
  after({ kind: ofKind, read, leaves }, was, list, { at, removed, added }, kind) {
    if (ofKind !== kind) return undefined;
    const [gone, fresh] = [was.slice(at, at + removed), list.slice(at, at + added)];
    const touched = new Set([...gone, ...fresh].flatMap(leavesRead));
    const before = [...touched].filter((leaf) => read.has(leaf)).length;
    for (const target of gone) for (const leaf of leavesRead(target)) read.remove(leaf, target);
    for (const target of fresh) for (const leaf of leavesRead(target)) read.add(leaf, target);
    for (const leaf of touched) read.sort(leaf, list);
    const isSame = before === touched.size && [...touched].every((leaf) => read.has(leaf));
    return { kind, read, leaves: isSame ? leaves : {} };
  },
});

/** The references of a target field to fields that are not declared. */
const unknownIn = new Selection((target: TargetField, _of: undefined) => {
  const unknown = target.references.filter(({ field }) => !field).map((reference) => ({ target, reference }));
  return unknown.length > 0 ? unknown : undefined;
});

type LeftOut = Pick<Coverage, 'leftOut' | 'unknownNotWritten'>;

const leftOuts = new WeakMap<readonly SourceField[], { readonly notWritten: readonly NotWritten[]; readonly found: LeftOut }>();

function leftOutIn({ sourceFields, notWritten }: Contract): LeftOut {
  const last = leftOuts.get(sourceFields);
  if (last?.notWritten.length === notWritten.length && last.notWritten.every((entry, at) => entry === notWritten[at])) return last.found;
  const leftOut = new Map<SourceField, NotWritten>();
  const unknownNotWritten: NotWritten[] = [];
  for (const entry of notWritten) {
    const field = fieldAt(sourceFields, entry.path.split('.')) ?? fieldNamed(sourceFields, entry.path);
    if (!field) unknownNotWritten.push(entry);
    else for (const leaf of leavesOf(field)) leftOut.set(leaf, entry);
  }
  const found = { leftOut, unknownNotWritten };
  leftOuts.set(sourceFields, { notWritten, found });
  return found;
}

const forgottens = new WeakMap<readonly SourceField[], { readonly leaves: object; readonly leftOut: LeftOut; readonly fields: readonly SourceField[] }>();

function forgottenIn({ sourceFields }: Contract, read: Readers, leaves: object, leftOut: LeftOut): readonly SourceField[] {
  const last = forgottens.get(sourceFields);
  if (last?.leaves === leaves && last.leftOut === leftOut) return last.fields;
  const fields = allFields(sourceFields).filter((field) => field.children.length === 0 && !read.has(field) && !leftOut.leftOut.has(field));
  forgottens.set(sourceFields, { leaves, leftOut, fields });
  return fields;
}
