/** Where each target value comes from, as a drawing shows it: fields of both sides and what leads from one to the other. */
import type { Contract, SourceField, TargetField } from '../model/contract.ts';
import { allFields, leavesOf } from '../model/contract.ts';
import { coverageOf } from '../model/coverage.ts';
import type { Spec } from '../model/spec.ts';
import { textOf } from '../syntax/tree.ts';

export interface FlowField {
  readonly path: string;
  readonly type: string;
  readonly depth: number;
}

export interface FlowSource extends FlowField {
  /** `used`: read by a target field. `left out`: on purpose. `forgotten`: neither. */
  readonly state: 'used' | 'left out' | 'forgotten';
}

export interface FlowTarget extends FlowField {
  /** `generated`: an expression that reads no source field. `open`: nothing says yet where it comes from. */
  readonly origin: 'mapped' | 'derived' | 'constant' | 'generated' | 'open';
  /** The phrase, expression or constant; empty where there is none. */
  readonly text: string;
}

/** Places in the lists of sources and targets. */
export interface FlowLink {
  readonly from: number;
  readonly to: number;
}

/** One contract of a spec. */
export interface Flow {
  readonly kind: Contract['kind'];
  readonly source: string;
  readonly target: string;
  readonly sources: readonly FlowSource[];
  readonly targets: readonly FlowTarget[];
  readonly links: readonly FlowLink[];
}

/** The flows of a spec: that of its contract, and that of the way back. */
export function flowsOf(spec: Spec): Flow[] {
  const names = [spec.text('source_system', 'system_name') ?? 'Source', spec.text('target_system', 'system_name') ?? 'Target'] as const;
  return spec.contracts.map((contract) => {
    const [source, target] = contract.kind === 'main' ? names : [names[1], names[0]];
    return { kind: contract.kind, source, target, ...fieldsOf(contract) };
  });
}

function fieldsOf(contract: Contract): Pick<Flow, 'sources' | 'targets' | 'links'> {
  const sourceFields = allFields(contract.sourceFields);
  const targetFields = allFields(contract.targetFields);
  const places = new Map(sourceFields.map((field, at) => [field, at]));
  const links = targetFields.flatMap((field, to) => {
    const from = new Set(field.references.flatMap((reference) => (reference.field ? (places.get(reference.field) ?? []) : [])));
    return [...from].map((at) => ({ from: at, to }));
  });
  const coverage = coverageOf(contract);
  const forgotten = new Set(coverage.forgotten);
  return {
    sources: sourceFields.map((field) => ({ path: field.path, type: typeOf(field), depth: depthOf(field), state: stateOf(field, forgotten, coverage.leftOut) })),
    targets: targetFields.map((field) => ({ path: field.path, type: typeOf(field), depth: depthOf(field), origin: originOf(field), text: field.transformation?.text.replace(/\s+/g, ' ').trim() ?? '' })),
    links,
  };
}

/** Of a record, what becomes of the best of its fields. */
function stateOf(field: SourceField, forgotten: ReadonlySet<SourceField>, leftOut: ReadonlyMap<SourceField, unknown>): FlowSource['state'] {
  const leaves = leavesOf(field);
  if (leaves.some((leaf) => !forgotten.has(leaf) && !leftOut.has(leaf))) return 'used';
  return leaves.some((leaf) => forgotten.has(leaf)) ? 'forgotten' : 'left out';
}

function originOf({ mapping, references, children }: TargetField): FlowTarget['origin'] {
  switch (mapping?.kind) {
    case 'source': case 'item': return 'mapped';
    case 'constant': return 'constant';
    case 'derived': return references.length > 0 || children.length > 0 ? 'derived' : 'generated';
    default: return 'open';
  }
}

function typeOf({ entry }: SourceField | TargetField): string {
  const type = entry.value?.kind === 'map' ? textOf(entry.value.entries.find(({ key }) => key.text === 'type')?.value) : undefined;
  return type ?? '';
}

function depthOf({ parent }: { readonly parent: SourceField | TargetField | undefined }): number {
  return parent ? depthOf(parent) + 1 : 0;
}
