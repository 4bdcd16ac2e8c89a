/**
 * What rules find in the parts of a document: in nodes, and in the fields of its contracts. It goes by each part alone
 * and is remembered as long as the part is the same object, from one version of the text to the next.
 */
import type { Contract } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import type { Spec } from '../model/spec.ts';
import type { MapNode, SyntaxNode } from '../syntax/tree.ts';
import { descendants } from '../syntax/tree.ts';
import { judgements } from './contract/judgement.ts';
import type { AnyRule, Finding, NodeContext, Rule } from './rule.ts';

export interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
}

/** The rules that judge parts of documents of one format, and what they have found in those that still stand. */
export class PartFindings {
  readonly #rules: readonly Rule[];
  readonly #known = new WeakMap<object, readonly Found[]>();
  readonly #maps = new WeakMap<MapNode, readonly Found[]>();

  constructor(rules: readonly AnyRule[]) {
    this.#rules = rules.filter((rule): rule is Rule => !('checkOutcome' in rule) && !('checkSuppressions' in rule));
  }

  /** All that they find in a document. `guard` runs the check of a rule, and answers for its failure. */
  in(spec: Spec, context: NodeContext, guard: (rule: Rule, check: () => Iterable<Finding>) => readonly Finding[]): Found[] {
    const run = new Run(this.#rules, guard);
    const found: Found[] = [];
    if (spec.tree.root) found.push(...this.#inNode(spec.tree.root, context, run));
    const fields = spec.contracts.map((contract) => [contract, this.#known.get(contract)] as const);
    for (const [contract, known] of fields) if (known) found.push(...known); else found.push(...this.#inContract(contract, spec, run));
    return found;
  }

  #inNode(node: SyntaxNode, context: NodeContext, run: Run): readonly Found[] {
    if (node.kind !== 'map' || !node.isDivided) return this.#remembered(node, () => run.inNodes(descendants(node), context));
    const known = this.#maps.get(node);
    if (known) return known;
    const found = [...run.inNodes([node], context)];
    for (const entry of node.entries) {
      if (!entry.value) continue;
      const below = this.#inNode(entry.value, context, run);
      if (below.length > 0) found.push(...below);
    }
    if (!run.hasFailed) this.#maps.set(node, found);
    return found;
  }

  #inContract(contract: Contract, spec: Spec, run: Run): readonly Found[] {
    return this.#remembered(contract, () => {
      const found: Found[] = [];
      for (const field of allFields(contract.sourceFields)) {
        const own = this.#known.get(field) ?? this.#remembered(field, () => run.found((rule) => rule.checkSourceField?.(field, spec)));
        if (own.length > 0) found.push(...own);
      }
      for (const judgement of judgements(spec)) {
        if (judgement.contract.contract !== contract) continue;
        const own = this.#known.get(judgement) ?? this.#remembered(judgement, () => run.found((rule) => rule.checkTargetField?.(judgement, spec)));
        if (own.length > 0) found.push(...own);
      }
      return found;
    }, run);
  }

  #remembered(part: object, find: () => readonly Found[], run?: Run): readonly Found[] {
    let found = this.#known.get(part);
    if (!found) {
      found = find();
      if (!run?.hasFailed) this.#known.set(part, found);
    }
    return found;
  }
}

const NOTHING: readonly Found[] = [];

/** One run of the rules over a document. */
class Run {
  readonly #rules: readonly Rule[];
  readonly #ofNodes: readonly Rule[];
  readonly #guard: (rule: Rule, check: () => Iterable<Finding>) => readonly Finding[];
  hasFailed = false;

  constructor(rules: readonly Rule[], guard: (rule: Rule, check: () => Iterable<Finding>) => readonly Finding[]) {
    this.#rules = rules;
    this.#ofNodes = rules.filter((rule) => rule.checkNode);
    this.#guard = guard;
  }

  inNodes(nodes: Iterable<SyntaxNode>, context: NodeContext): readonly Found[] {
    let found: Found[] | undefined;
    for (const node of nodes) {
      for (const rule of this.#ofNodes) {
        for (const finding of this.#guard(rule, () => rule.checkNode?.(node, context) ?? [])) (found ??= []).push({ rule, finding });
      }
    }
    return found ?? NOTHING;
  }

  found(check: (rule: Rule) => Iterable<Finding> | undefined): readonly Found[] {
    let found: Found[] | undefined;
    for (const rule of this.#rules) {
      for (const finding of this.#guard(rule, () => check(rule) ?? [])) (found ??= []).push({ rule, finding });
    }
    return found ?? NOTHING;
  }
}
