/**
 * What rules find in the parts of a document: in nodes, and in the fields of its contracts. It goes by each part alone
 * and is remembered as long as the part is the same object, from one version of the text to the next.
 */
import type { Contract } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import type { Noted } from '../model/remember.ts';
import { Note } from '../model/remember.ts';
import type { Spec } from '../model/spec.ts';
import type { Values } from '../model/values.ts';
import type { MapNode, SyntaxNode } from '../syntax/tree.ts';
import { descendants } from '../syntax/tree.ts';
import { judgements } from './contract/judgement.ts';
import type { AnyRule, Finding, Rule } from './rule.ts';

export interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
}

/** The rules that judge parts of documents of one format, and what they have found in those that still stand. */
export class PartFindings {
  readonly #rules: readonly Rule[];
  readonly #ofParts = new Note<readonly Found[]>();
  readonly #ofContracts = new WeakMap<Contract, readonly Found[]>();
  readonly #maps = new WeakMap<MapNode, readonly Found[]>();

  constructor(rules: readonly AnyRule[]) {
    this.#rules = rules.filter((rule): rule is Rule => !('checkOutcome' in rule) && !('checkSuppressions' in rule));
  }

  /** All that they find in a document. What a rule that fails has been shown is shown to it again the next time. */
  in(spec: Spec, guard: Guard): Found[] {
    const run = new Run(this.#rules, guard);
    const found: Found[] = [];
    if (spec.tree.root) found.push(...this.#inNode(spec.tree.root, spec, run));
    for (const contract of spec.contracts) {
      for (const each of this.#ofContracts.get(contract) ?? this.#inContract(contract, spec, run)) found.push(each);
    }
    return found;
  }

  #inNode(node: SyntaxNode, values: Values, run: Run): readonly Found[] {
    if (node.kind !== 'map' || !node.isDivided) return run.inNodes(descendants(node), values);
    const known = this.#maps.get(node);
    if (known) return known;
    const found = [...run.inNodes([node], values)];
    for (const entry of node.entries) {
      let below = this.#ofParts.of(entry);
      if (!below) {
        below = entry.value ? this.#inNode(entry.value, values, run) : NOTHING;
        if (!run.hasFailed) this.#ofParts.set(entry, below);
      }
      for (const each of below) found.push(each);
    }
    if (!run.hasFailed) this.#maps.set(node, found);
    return found;
  }

  #inContract(contract: Contract, spec: Spec, run: Run): readonly Found[] {
    const found: Found[] = [];
    for (const field of allFields(contract.sourceFields)) {
      const below = this.#ofParts.of(field) ?? this.#foundIn(field, run, (rule) => rule.checkSourceField?.(field, spec));
      if (below.length > 0) found.push(...below);
    }
    for (const judgement of judgements(spec)) {
      if (judgement.contract.contract !== contract) continue;
      const below = this.#ofParts.of(judgement) ?? this.#foundIn(judgement, run, (rule) => rule.checkTargetField?.(judgement, spec));
      if (below.length > 0) found.push(...below);
    }
    if (!run.hasFailed) this.#ofContracts.set(contract, found);
    return found;
  }

  /** What the rules find in a part of which nothing is remembered yet. */
  #foundIn(part: Noted, run: Run, check: (rule: Rule) => Iterable<Finding> | undefined): readonly Found[] {
    const found = run.found(check);
    if (!run.hasFailed) this.#ofParts.set(part, found);
    return found;
  }
}

const NOTHING: readonly Found[] = [];
const NOTHING_FOUND: readonly Finding[] = [];

/** Runs the check of a rule, and answers for its failure, of which `failed` is told. */
type Guard = (rule: Rule, check: () => Iterable<Finding>, failed: () => void) => readonly Finding[];

/** One run of the rules over a document. */
class Run {
  readonly #rules: readonly Rule[];
  readonly #ofNodes: readonly Rule[];
  readonly #guard: Guard;
  hasFailed = false;

  constructor(rules: readonly Rule[], guard: Guard) {
    this.#rules = rules;
    this.#ofNodes = rules.filter((rule) => rule.checkNode);
    this.#guard = guard;
  }

  inNodes(nodes: Iterable<SyntaxNode>, values: Values): readonly Found[] {
    let found: Found[] | undefined;
    for (const node of nodes) {
      for (const rule of this.#ofNodes) {
        for (const finding of this.#run(rule, () => rule.checkNode?.(node, values) ?? NOTHING_FOUND)) (found ??= []).push({ rule, finding });
      }
    }
    return found ?? NOTHING;
  }

  found(check: (rule: Rule) => Iterable<Finding> | undefined): readonly Found[] {
    let found: Found[] | undefined;
    for (const rule of this.#rules) {
      for (const finding of this.#run(rule, () => check(rule) ?? NOTHING_FOUND)) (found ??= []).push({ rule, finding });
    }
    return found ?? NOTHING;
  }

  #run(rule: Rule, check: () => Iterable<Finding>): readonly Finding[] {
    return this.#guard(rule, check, () => {
      this.hasFailed = true;
    });
  }
}
