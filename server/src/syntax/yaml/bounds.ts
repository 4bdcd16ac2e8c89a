/** How much of a document is read, so that a hostile one exhausts nothing. */

/** Deeper nesting than this is taken as text: no spec needs it, and it must not exhaust the stack. */
export const MAX_DEPTH = 100;
/** Nodes that references may add to a document, all together; a bomb of aliases stops here. */
export const MAX_EXPANSION = 20_000;
