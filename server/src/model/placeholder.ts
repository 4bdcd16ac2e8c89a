/** Values that are still to be filled in, as the template prints them or as people mark them. */
import type { ListNode, ScalarNode, SyntaxNode } from '../syntax/tree.ts';
import type { Schema } from './schema.ts';
import { allowsKind } from './schema.ts';

/** Words that stand for a value not known yet (format: *Placeholders*). */
const WORDS = /^(TBD|TODO|FIXME|\?{3,})$/i;
const IN_ANGLES = /^<[^<>]+>$/;
const IN_BRACKETS = /^\[[^[\]]*\]$/;
/** How placeholders begin, those too that a template prints: most values are none by their first character. */
const BEGINS = /^[TF?<[]/i;

/** Whether a text is marked as still to be filled in wherever it stands: such a word, or a whole text in `<…>` or `[…]`. */
export function isMarkedOpen(text: string): boolean {
  return WORDS.test(text) || IN_ANGLES.test(text) || IN_BRACKETS.test(text);
}

/** What is known of the places where placeholders may stand. */
interface Places {
  readonly format: { /** What its template prints. */ readonly placeholders: ReadonlySet<string> };
  /** What the format wants at a place. */
  schemaOf(node: SyntaxNode): Schema | undefined;
}

/** The placeholder that a node is, as the author sees it; undefined where it is a value. */
export function placeholderOf(node: SyntaxNode, places: Places): string | undefined {
  if (node.kind === 'scalar') return scalarPlaceholder(node, places);
  if (node.kind === 'list' && node.flow) return listPlaceholder(node, node.source.trim(), places.schemaOf(node), places.format.placeholders);
  return undefined;
}

function scalarPlaceholder(node: ScalarNode, places: Places): string | undefined {
  const text = node.text.trim();
  if (!BEGINS.test(text)) return undefined;
  if (WORDS.test(text) || IN_ANGLES.test(text)) return text;
  if (places.format.placeholders.has(text) || /^\[REQUIRED(:[^\]]*)?\]$/.test(text)) return text;
  if (!IN_BRACKETS.test(text)) return undefined;
  const bracketsAreSyntax = ['path', 'mapping', 'transformation', 'type'].includes(places.schemaOf(node)?.['x-phrase'] ?? '');
  return bracketsAreSyntax ? undefined : text;
}

/** `[Name]` without quotes, which YAML reads as a list. */
function listPlaceholder(node: ListNode, source: string, schema: Schema | undefined, printed: ReadonlySet<string>): string | undefined {
  if (printed.has(source) || /^\[REQUIRED(:[^\]]*)?\]$/.test(source)) return source;
  if (!schema || allowsKind(schema, 'list')) return undefined;
  const only = node.items.length === 1 ? node.items[0] : undefined;
  return only?.kind === 'scalar' ? source : undefined;
}
