/** The types of an expression: what each node yields, what each name refers to, and one fault for each mistake. */
import type { FieldDeclaration, ObjectType, ValueType } from '../model/type.ts';
import { unknownType } from '../model/type.ts';
import type { BinaryExpression, CallExpression, Expression, IndexExpression, MemberExpression, Span } from './ast.ts';
import { checkCall } from './check-call.ts';
import type { FunctionDefinition } from './functions/definition.ts';
import { constantOf, literalType } from './literals.ts';
import { absentHint, MOST_CANDIDATES, nearest } from './nearest.ts';
import { negatedType } from './numeric-types.ts';
import { shownPresent } from './presence.ts';
import { printExpression } from './print.ts';
import { article, binaryType, isExactQuotient, isOperatorFault } from './operators.ts';
import { FUNCTIONS } from './functions.ts';
import { arrayType, booleanType, describeType, isNumericType, nullType, nullableIf, unify } from './types.ts';
import { ValueError } from './values.ts';

export type FaultKind =
  | 'unknown-name' | 'unknown-field' | 'unknown-function'
  | 'argument-count' | 'argument-type' | 'argument-value'
  | 'operand-type' | 'comparison' | 'null-comparison'
  | 'division-without-round' | 'number-too-large';

export interface CheckFault {
  readonly span: Span;
  readonly message: string;
  readonly kind: FaultKind;
}

/** What the names of an expression stand for. `item` is there only where the items of a list are mapped. */
export interface Environment {
  readonly source: ObjectType;
  readonly item?: ValueType | undefined;
}

/** A field as an expression names it; steps through lists (`[0]`) leave no trace in `names`. */
export interface Reference {
  readonly scope: 'source' | 'item';
  readonly names: readonly string[];
  /** From the scope's name to the last field's. */
  readonly span: Span;
  readonly scopeSpan: Span;
  /** One for each of `names`. */
  readonly nameSpans: readonly Span[];
  /** The declaration of the last name, where there is one. */
  readonly field?: FieldDeclaration | undefined;
}

export interface CallSignature {
  readonly definition: FunctionDefinition;
  /** The receiver of a method call comes first. */
  readonly args: readonly ValueType[];
  readonly result: ValueType;
}

export interface CheckedExpression {
  readonly type: ValueType;
  readonly faults: readonly CheckFault[];
  readonly references: readonly Reference[];
  /** The type of a node of this tree; unknown for any other. */
  readonly typeOf: (node: Expression) => ValueType;
  /** The signature of a call, also where its arguments are at fault; undefined for an unknown function. */
  readonly callOf: (node: CallExpression) => CallSignature | undefined;
}

/** Checks a tree, also one with holes: what is unknown is never a fault, and nothing follows from it. */
export function checkExpression(root: Expression, environment: Environment): CheckedExpression {
  const checker = new Checker(environment);
  const type = checker.visit(root, false);
  return {
    type,
    faults: checker.faults.sort((a, b) => a.span.start - b.span.start),
    references: checker.references,
    typeOf: (node) => checker.types.get(node) ?? unknownType,
    callOf: (node) => checker.calls.get(node),
  };
}

class Checker {
  readonly faults: CheckFault[] = [];
  readonly references: Reference[] = [];
  readonly types = new Map<Expression, ValueType>();
  readonly calls = new Map<CallExpression, CallSignature>();
  readonly #paths = new Map<Expression, Reference>();
  readonly #environment: Environment;
  /** What a condition around the place has shown to be there, as printed. */
  #present: ReadonlySet<string> = new Set();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** The type of a node; `rounded` says that a `round` above states the places of quotients. */
  visit(node: Expression, rounded: boolean): ValueType {
    const type = this.#step(node, rounded);
    const path = this.#paths.get(node);
    if (path) this.references.push(path);
    return type;
  }

  /** As `visit`, for a node that a further step may extend to a longer path. */
  #step(node: Expression, rounded: boolean): ValueType {
    const found = this.#typeOf(node, rounded);
    const type = found.nullable && this.#present.size > 0 && this.#present.has(printExpression(node)) ? nullableIf(found, false) : found;
    this.types.set(node, type);
    return type;
  }

  #typeOf(node: Expression, rounded: boolean): ValueType {
    switch (node.kind) {
      case 'hole': return unknownType;
      case 'literal': return this.#guarded(node.span, () => literalType(node));
      case 'name': return this.#name(node.name, node);
      case 'member': return this.#member(node);
      case 'index': return this.#index(node);
      case 'call': return this.#call(node);
      case 'list': return this.#list(node.items);
      case 'unary': return this.#unary(node.operator, node.operand, rounded);
      case 'binary': return this.#binary(node, rounded);
      case 'conditional': {
        const condition = this.visit(node.condition, false);
        const then = this.#given(node.condition, true, node.then, rounded);
        const otherwise = this.#given(node.condition, false, node.otherwise, rounded);
        if (condition.kind !== 'boolean' && condition.kind !== 'unknown') this.fault(node.condition.span, 'operand-type', `Before ? stands a condition, but this is ${article(condition)}. Compare it with something.`);
        const type = unify(then, otherwise);
        if (!type) return this.fault(node.otherwise.span, 'operand-type', `The two cases have different types: ${describeType(then)} and ${describeType(otherwise)}. Convert one of them.`);
        return nullableIf(type, type.nullable || isKnownNullable(condition));
      }
    }
  }

  /** Visits a node that matters only where the condition came out as `outcome`. */
  #given(condition: Expression, outcome: boolean, node: Expression, rounded: boolean): ValueType {
    const before = this.#present;
    this.#present = new Set([...before, ...shownPresent(condition, outcome)]);
    const type = this.visit(node, rounded);
    this.#present = before;
    return type;
  }

  #name(name: string, node: Expression): ValueType {
    const type = name === 'source' ? this.#environment.source : name === 'item' ? this.#environment.item : undefined;
    if (type && (name === 'source' || name === 'item')) {
      this.#paths.set(node, { scope: name, names: [], span: node.span, scopeSpan: node.span, nameSpans: [] });
      return type;
    }
    return this.fault(node.span, 'unknown-name', absentHint(name, this.#environment));
  }

  #member(node: MemberExpression): ValueType {
    const target = this.#step(node.target, false);
    const path = this.#paths.get(node.target);
    if (node.name === '') {
      if (path) this.references.push(path);
      return unknownType;
    }
    const type = this.#field(target, node.name, node.nameSpan);
    if (path) this.#extend(node, path, node.name, node.nameSpan, declared(target, node.name));
    return type;
  }

  #extend(node: Expression, path: Reference, name: string, nameSpan: Span, field: FieldDeclaration | undefined): void {
    const span = { start: path.span.start, end: nameSpan.end };
    this.#paths.set(node, { ...path, names: [...path.names, name], nameSpans: [...path.nameSpans, nameSpan], span, field });
  }

  #field(target: ValueType, name: string, span: Span): ValueType {
    if (target.kind === 'unknown') return unknownType;
    if (target.kind === 'array') return this.fault(span, 'unknown-field', `A list has no fields of its own. Take one item, as in [0].${name}, or map the items with item.${name}.`);
    if (target.kind !== 'object') {
      const call = FUNCTIONS.has(name) ? ` Call the function: ${name}(…).` : ' Remove what stands behind the dot.';
      return this.fault(span, 'unknown-field', `${article(target).replace(/^a/, 'A')} has no fields.${call}`);
    }
    if (!target.fields) return unknownType;
    const field = target.fields.get(name);
    if (!field) return this.fault(span, 'unknown-field', `There is no field ${name} here.${target.fields.size > MOST_CANDIDATES ? '' : nearest(name, [...target.fields.keys()])}`);
    return nullableIf(field.type, field.type.nullable || (!field.required && !field.hasDefault) || target.nullable);
  }

  #index(node: IndexExpression): ValueType {
    const target = this.#step(node.target, false);
    const path = this.#paths.get(node.target);
    const index = this.visit(node.index, false);
    const constant = constantOf(node.index);
    if (target.kind === 'object' && typeof constant === 'string') {
      if (path) this.#extend(node, path, constant, node.index.span, declared(target, constant));
      return this.#field(target, constant, node.index.span);
    }
    if (path) this.#paths.set(node, path);
    if (target.kind === 'unknown') return unknownType;
    if (target.kind === 'object') return index.kind === 'string' || index.kind === 'unknown' ? unknownType : this.fault(node.index.span, 'operand-type', `A field is named by text, but this is ${article(index)}.`);
    if (target.kind !== 'array') return this.fault(node.target.span, 'operand-type', `[ ] takes an item of a list, but this is ${article(target)}.${target.kind === 'string' ? ' Use substring for a part of a text.' : ''}`);
    if (index.kind !== 'integer' && index.kind !== 'unknown') return this.fault(node.index.span, 'operand-type', `An item is named by its position, a whole number, but this is ${article(index)}.`);
    if (typeof constant === 'bigint' && constant < 0n) return this.fault(node.index.span, 'argument-value', 'Positions in a list begin with 0 and are never negative.');
    const surely = typeof constant === 'bigint' && constant < BigInt(Math.trunc(target.minItems ?? 0)) && !target.nullable;
    return nullableIf(target.element, target.element.nullable || !surely);
  }

  #list(items: readonly Expression[]): ValueType {
    let element: ValueType | undefined;
    for (const item of items) {
      const type = this.visit(item, false);
      const united = element ? unify(element, type) : type;
      if (!united) this.fault(item.span, 'operand-type', `${article(type).replace(/^a/, 'A')} does not go with ${article(element ?? type)}. Items of a list have one type.`);
      element = united ?? unknownType;
    }
    return arrayType(element ?? nullType, items.length, items.length);
  }

  #unary(operator: '!' | '-', operand: Expression, rounded: boolean): ValueType {
    const type = this.visit(operand, rounded && operator === '-');
    if (type.kind === 'unknown') return operator === '!' && type !== nullType ? booleanType : type;
    if (operator === '!') return type.kind === 'boolean' ? type : this.fault(operand.span, 'operand-type', `! takes a boolean, but this is ${article(type)}. Compare it with something.`);
    return isNumericType(type) ? nullableIf(negatedType(type), type.nullable) : this.fault(operand.span, 'operand-type', `- takes a number, but this is ${article(type)}.`);
  }

  #binary(node: BinaryExpression, rounded: boolean): ValueType {
    const below = rounded && '+-*/%'.includes(node.operator);
    const left = this.visit(node.left, below);
    const right = node.operator === '&&' || node.operator === '||' ? this.#given(node.left, node.operator === '&&', node.right, false) : this.visit(node.right, below);
    const result = binaryType(node.operator, left, right);
    if (isOperatorFault(result)) return this.fault((result.operand === 0 ? node.left : node.right).span, result.kind, result.message);
    if (node.operator === '/' && !rounded && isExactQuotient(left, right)) {
      return this.fault(node.span, 'division-without-round', 'A quotient may have endless decimals. Say how many to keep: round(a / b, 2).');
    }
    return nullableIf(result, result.nullable || isKnownNullable(left) || isKnownNullable(right));
  }

  #call(node: CallExpression): ValueType {
    const nodes = node.receiver ? [node.receiver, ...node.args] : node.args;
    const definition = FUNCTIONS.get(node.name);
    const args = nodes.map((arg, at) => this.visit(arg, definition?.name === 'round' && at === 0));
    if (!definition) return this.fault(node.nameSpan, 'unknown-function', `There is no function ${node.name}.${nearest(node.name, [...FUNCTIONS.keys()], true)}`);
    const { result, fault } = checkCall(definition, node, nodes, args);
    if (fault) this.faults.push(fault);
    this.calls.set(node, { definition, args, result });
    return result;
  }

  #guarded(span: Span, type: () => ValueType): ValueType {
    try {
      return type();
    } catch (error) {
      if (error instanceof ValueError) return this.fault(span, 'number-too-large', error.message);
      throw error;
    }
  }

  /** Notes a fault; nothing is known of the node then. */
  fault(span: Span, kind: FaultKind, message: string): ValueType {
    this.faults.push({ span, message, kind });
    return unknownType;
  }
}

function declared(target: ValueType, name: string): FieldDeclaration | undefined {
  return target.kind === 'object' ? target.fields?.get(name) : undefined;
}

/** Null is surely a possible value: of the unknown nothing is sure. */
export function isKnownNullable(type: ValueType): boolean {
  return type === nullType || (type.kind !== 'unknown' && type.nullable);
}
