/** Whether two stretches of YAML say the same, comments included: what every formatting is held to before it is given out. */
import type { CST, Node, Pair, Scalar } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Composed } from '../compose.ts';

/** True where both have the same values, keys in the same order, anchors, aliases, tags and comments. */
export function saysTheSame(one: Composed, other: Composed): boolean {
  const [mine, theirs] = [commentsOf(one.tokens), commentsOf(other.tokens)];
  return mine.length === theirs.length && mine.every((comment, at) => comment === theirs[at]) && isSame(one.doc.contents, other.doc.contents);
}

function isSame(one: unknown, other: unknown): boolean {
  if (isPair(one)) return isPair(other) && isSamePair(one, other);
  if (!isNode(one) || !isNode(other)) return one === other;
  if (isAlias(one)) return isAlias(other) && one.source === other.source;
  const [mine, theirs] = [one as Scalar, other as Scalar];
  if (mine.anchor !== theirs.anchor || mine.tag !== theirs.tag) return false;
  if (isScalar(one)) return isScalar(other) && Object.is(one.value, other.value) && styleOf(one) === styleOf(other);
  if (isMap(one)) return isMap(other) && one.flow === other.flow && areSame(one.items, other.items);
  return isSeq(one) && isSeq(other) && one.flow === other.flow && areSame(one.items, other.items);
}

function isSamePair(one: Pair, other: Pair): boolean {
  return isSame(one.key, other.key) && isSame(one.value, other.value);
}

function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, at) => isSame(item, other[at]));
}

function isNode(value: unknown): value is Node {
  return isAlias(value) || isScalar(value) || isMap(value) || isSeq(value);
}

/** Which quotes stand around a text makes no difference. */
function styleOf({ type }: Scalar): string {
  return type?.startsWith('QUOTE') ? 'quoted' : (type ?? '');
}

function commentsOf(tokens: readonly CST.Token[]): string[] {
  const comments: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && value.type === 'comment' && 'source' in value) comments.push(String(value.source).trimEnd());
      else for (const key of ['start', 'key', 'sep', 'value', 'items', 'props', 'end'] as const) if (key in value) visit((value as Readonly<Record<string, unknown>>)[key]);
    }
  };
  visit(tokens);
  return comments;
}
