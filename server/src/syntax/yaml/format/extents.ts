/** Where tokens start and end: at words, comments and blanks around them left out. */
import type { CST } from 'yaml';

/** The tokens that are words of their own rather than blanks, comments or values. */
export function isMark({ type }: CST.Token): boolean {
  return type === 'anchor' || type === 'tag' || type === 'map-value-ind' || type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'comma' || type === 'block-scalar-header';
}

/** Text on one or more lines that is no block scalar. */
export function isFlowScalar(token: CST.Token): token is CST.FlowScalar {
  return token.type === 'scalar' || token.type === 'alias' || token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar';
}

/** The offset of a block collection's first word, which may be an anchor. */
export function startOf(token: CST.BlockMap | CST.BlockSequence): number {
  const [item] = token.items;
  return item?.start.find(isMark)?.offset ?? item?.key?.offset ?? item?.sep?.[0]?.offset ?? token.offset;
}

/** Finds ends, each once. */
export class Ends {
  readonly #known = new Map<CST.Token, number>();

  /** The offset behind a token's last word. */
  of(token: CST.Token): number {
    const known = this.#known.get(token);
    if (known !== undefined) return known;
    let end = token.offset;
    if (token.type === 'block-map' || token.type === 'block-seq') for (const item of token.items) end = Math.max(end, this.#ofItem(item));
    else if (token.type === 'flow-collection') end = (token.end[0]?.offset ?? token.offset) + 1;
    else if (token.type === 'block-scalar') end = (token.props.at(-1) ? this.of(token.props.at(-1) ?? token) : token.offset) + token.source.length;
    else if ('source' in token) end = token.offset + token.source.length;
    this.#known.set(token, end);
    return end;
  }

  #ofItem({ start, key, sep, value }: CST.CollectionItem): number {
    const mark = [...start, ...(sep ?? [])].findLast(isMark);
    return Math.max(mark ? this.of(mark) : 0, key ? this.of(key) : 0, value ? this.of(value) : 0);
  }
}
