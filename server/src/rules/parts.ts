/**
 * What rules find in the parts of a document: in nodes, and in the fields of its contracts. It goes by each part alone
 * and is remembered as long as the part is the same object, from one version of the text to the next.
 */
import type { Contract, SourceField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { Selection } from '../model/list-versions.ts';
import type { Noted } from '../model/remember.ts';
import { Note } from '../model/remember.ts';
import type { Spec } from '../model/spec.ts';
import type { Values } from '../model/values.ts';
import type { Entry, ListNode, MapNode, ScalarNode, SyntaxNode } from '../syntax/tree.ts';
import type { Judgement } from './contract/judgement.ts';
import { judgementsIn } from './contract/judgement.ts';
import { typedContracts } from './contract/mapping.ts';
import type { Check, Guard } from './guard.ts';
import type { AnyRule, Finding, Rule } from './rule.ts';

export interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
}

type PartCheck<Part> = Check<Rule, Part, Values>;

const ofScalar: PartCheck<ScalarNode> = (rule, node, values) => rule.checkScalar?.(node, values);
const ofList: PartCheck<ListNode> = (rule, node, values) => rule.checkList?.(node, values);
const ofMap: PartCheck<MapNode> = (rule, node, values) => rule.checkMap?.(node, values);
const ofSourceField: PartCheck<SourceField> = (rule, field, values) => rule.checkSourceField?.(field, values);
const ofTargetField: PartCheck<Judgement> = (rule, judgement, values) => rule.checkTargetField?.(judgement, values);

/** The rules that judge parts of documents of one format, and what they have found in those that still stand. */
export class PartFindings {
  readonly #rules: Rules;
  readonly #ofParts = new Note<readonly Found[]>();
  readonly #ofContracts = new WeakMap<Contract, readonly Found[]>();
  readonly #maps = new WeakMap<MapNode, readonly Found[]>();
  // Most entries and fields are not at fault, and the same as in the version of the text before.
  #among = this.#selections();

  constructor(rules: readonly AnyRule[]) {
    this.#rules = rulesByPart(rules.filter((rule): rule is Rule => !('checkOutcome' in rule) && !('checkSuppressions' in rule)));
  }

  /** All that they find in a document. What a rule that fails has been shown is shown to it again the next time. */
  in(spec: Spec, guard: Guard): Found[] {
    const found: Found[] = [];
    const asked = { values: spec, guard };
    if (spec.tree.root) found.push(...this.#inNode(spec.tree.root, asked));
    for (const contract of spec.contracts) {
      for (const each of this.#ofContracts.get(contract) ?? this.#inContract(contract, spec, guard)) found.push(each);
    }
    return found;
  }

  #inNode(node: SyntaxNode, asked: Asked): readonly Found[] {
    const { values, guard } = asked;
    const found: Found[] = [];
    if (node.kind !== 'map' || !node.isDivided) {
      this.#inAllOf(node, values, guard, found);
      return found.length > 0 ? found : NOTHING;
    }
    const known = this.#maps.get(node);
    if (known) return known;
    take(this.#rules.ofMaps, ofMap, node, values, guard, found);
    for (const below of this.#among.entries.of(node.entries, asked)) for (const each of below) found.push(each);
    if (!guard.hasFailed) this.#maps.set(node, found);
    else this.#among = this.#selections();
    return found;
  }

  #inEntry(entry: Entry, asked: Asked): readonly Found[] {
    let below = this.#ofParts.of(entry);
    if (!below) {
      below = entry.value ? this.#inNode(entry.value, asked) : NOTHING;
      if (!asked.guard.hasFailed) this.#ofParts.set(entry, below);
    }
    return below;
  }

  /** In a node and all below it, in the order of the text; what an alias repeats is not looked at again. */
  #inAllOf(node: SyntaxNode, values: Values, guard: Guard, found: Found[]): void {
    if (node.kind === 'scalar') {
      take(this.#rules.ofScalars, ofScalar, node, values, guard, found);
    } else if (node.kind === 'list') {
      take(this.#rules.ofLists, ofList, node, values, guard, found);
      if (!node.origin) for (const item of node.items) this.#inAllOf(item, values, guard, found);
    } else {
      take(this.#rules.ofMaps, ofMap, node, values, guard, found);
      if (!node.origin) for (const { value, merged } of node.entries) if (value && !merged) this.#inAllOf(value, values, guard, found);
    }
  }

  #inContract(contract: Contract, spec: Spec, guard: Guard): readonly Found[] {
    const asked = { values: spec, guard };
    const typed = typedContracts(spec).find((each) => each.contract === contract);
    const found = [
      ...this.#among.sourceFields.of(allFields(contract.sourceFields), asked),
      ...(typed ? this.#among.judgements.of(judgementsIn(typed, spec), asked) : []),
    ].flat();
    if (!guard.hasFailed) this.#ofContracts.set(contract, found);
    else this.#among = this.#selections();
    return found;
  }

  #selections() {
    return {
      entries: new Selection((entry: Entry, asked: Asked) => unlessNone(this.#inEntry(entry, asked))),
      sourceFields: new Selection((field: SourceField, asked: Asked) => unlessNone(this.#inPart(field, this.#rules.ofSourceFields, ofSourceField, asked))),
      judgements: new Selection((judgement: Judgement, asked: Asked) => unlessNone(this.#inPart(judgement, this.#rules.ofTargetFields, ofTargetField, asked))),
    };
  }

  #inPart<Part extends Noted>(part: Part, rules: readonly Rule[], check: PartCheck<Part>, { values, guard }: Asked): readonly Found[] {
    const known = this.#ofParts.of(part);
    if (known) return known;
    const below: Found[] = [];
    take(rules, check, part, values, guard, below);
    const found = below.length > 0 ? below : NOTHING;
    if (!guard.hasFailed) this.#ofParts.set(part, found);
    return found;
  }
}

/** What a part is judged with. */
interface Asked {
  readonly values: Values;
  readonly guard: Guard;
}

const NOTHING: readonly Found[] = [];

function unlessNone(found: readonly Found[]): readonly Found[] | undefined {
  return found.length > 0 ? found : undefined;
}

/** Rules by what they judge: most of them judge parts of one kind alone. */
interface Rules {
  readonly ofScalars: readonly Rule[];
  readonly ofLists: readonly Rule[];
  readonly ofMaps: readonly Rule[];
  readonly ofSourceFields: readonly Rule[];
  readonly ofTargetFields: readonly Rule[];
}

function rulesByPart(rules: readonly Rule[]): Rules {
  return {
    ofScalars: rules.filter((rule) => rule.checkScalar),
    ofLists: rules.filter((rule) => rule.checkList),
    ofMaps: rules.filter((rule) => rule.checkMap),
    ofSourceFields: rules.filter((rule) => rule.checkSourceField),
    ofTargetFields: rules.filter((rule) => rule.checkTargetField),
  };
}

/** Adds what rules find in a part. */
function take<Part>(rules: readonly Rule[], check: PartCheck<Part>, part: Part, values: Values, guard: Guard, found: Found[]): void {
  for (const rule of rules) for (const finding of guard.run(rule, check, part, values)) found.push({ rule, finding });
}
