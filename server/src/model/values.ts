/**
 * What can be told of a value by itself and the keys above it. Whatever goes by nothing else holds as long as the value
 * stands, however the rest of the document changes: it may be remembered by the node.
 */
import type { Entry, MapNode, SyntaxNode } from '../syntax/tree.ts';
import { isEmpty } from '../syntax/tree.ts';
import type { Format } from './format.ts';
import { placeholderOf } from './placeholder.ts';
import type { Schema } from './schema.ts';
import { childSchema, itemSchema } from './schema.ts';

/** What can be told of the values of a document. */
export interface Values {
  readonly format: Format;
  /** What the format wants at a place; undefined below a key it does not know. */
  schemaOf(at: SyntaxNode | Entry): Schema | undefined;
  /** The placeholder that stands in a value's place, if one does. */
  placeholderOf(node: SyntaxNode): string | undefined;
  /** Whether the author has filled the value in: it is neither empty nor a placeholder. */
  hasValue(node: SyntaxNode | undefined): node is SyntaxNode;
}

class FormatValues implements Values {
  readonly format: Format;
  // A map that is the same object stands below the same keys; what it holds is a step from it, which is not worth remembering.
  readonly #ofMaps = new WeakMap<MapNode, { readonly schema: Schema | undefined }>();

  constructor(format: Format) {
    this.format = format;
  }

  schemaOf(at: SyntaxNode | Entry): Schema | undefined {
    if (at.kind === 'entry') return childSchema(this.#ofMap(at.parent), at.key.text);
    if (at.kind === 'map') return this.#ofMap(at);
    return this.#ofPlace(at);
  }

  #ofMap(map: MapNode): Schema | undefined {
    let known = this.#ofMaps.get(map);
    if (!known) this.#ofMaps.set(map, (known = { schema: this.#ofPlace(map) }));
    return known.schema;
  }

  /** What is wanted where a node stands: as the value of an entry, as an item, or as the document. */
  #ofPlace({ parent }: SyntaxNode): Schema | undefined {
    if (!parent) return this.format.schema;
    return parent.kind === 'entry' ? this.schemaOf(parent) : itemSchema(this.schemaOf(parent));
  }

  placeholderOf(node: SyntaxNode): string | undefined {
    return placeholderOf(node, this);
  }

  hasValue(node: SyntaxNode | undefined): node is SyntaxNode {
    return node !== undefined && !isEmpty(node) && this.placeholderOf(node) === undefined;
  }
}

const known = new WeakMap<Format, Values>();

/** The values of documents of a format: for what is kept from one version of a document to the next, and must not hold on to any. */
export function valuesOf(format: Format): Values {
  let values = known.get(format);
  if (!values) known.set(format, (values = new FormatValues(format)));
  return values;
}
