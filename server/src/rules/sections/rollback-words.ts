/** What the steps of a rollback say they do, found by words: the manual pages of the rules that ask list them. */

/** Words of a step that looks at the outcome. */
const VERIFIES = String.raw`(?:(?:re-?|cross-?|double-?|spot-?)?(?:verif\w*|check(?:s|ed|ing|sums?)?\b)|confirm\w*|compar(?:e|es|ed|ing|ison|isons)\b|assert\w*|validat\w*|reconcil\w*|ensur\w*|tests?\b|tested\b|testing\b|prov(?:e|es|en|ed|ing)\b|proof\b|mak(?:e|es|ing) sure|inspect\w*|audit\w*|count(?:s|ed|ing)?\b|match(?:es|ed)?\b|equal(?:s|led)?\b|agrees?\b|review\w*|look(?:s|ed|ing)? (?:at|for|whether|that))`;
const LOOKS = new RegExp(String.raw`\b${VERIFIES}`, 'i');
/** The same words, said to be left out. */
const LEFT_OUT = new RegExp(String.raw`\b(?:no|not|without|never|nothing to|skip(?:s|ped|ping)?|omit(?:s|ted|ting)?)\s+(?:need(?:ed)?\s+(?:to\s+)?)?(?:an?\s+|any\s+|the\s+|further\s+)?${VERIFIES}`, 'gi');

/** Whether a step verifies something. */
export function verifies(step: string): boolean {
  return LOOKS.test(step.replace(LEFT_OUT, ' '));
}

/** A step that brings back what was there. */
const RESTORES = /\b(?:restor\w*|revert\w*|roll(?:s|ed|ing)?[ -]back\b|undo\w*|undelet\w*|undrop\w*|recover\w*|reinstat\w*|snapshots?\b|back-?ups?\b|back(?:s|ed|ing)? up\b|clon(?:e|es|ed|ing)\b|cop(?:y|ies) (?:from|of|taken)|swap\w*|histor(?:y|ies|ical)\b|time[ -]travel|point[ -]in[ -]time|before[ -]images?|re-?import\w*|re-?apply\w*|replay\w*|overwrit\w*|(?:put|puts|bring|brings|write|writes|change|set)s? (?:\w+ ){0,5}back to (?:what|the (?:earlier|previous|prior|old|former|original)))/i;
/** What was there, by its name. */
const EARLIER = /\b(?:earlier|previous|prior|old|former|original|last known good|known good|pre-\w+)\s+(?:\w+\s+)?(?:values?|states?|versions?|contents?|records?|rows?|data|fields?|attributes?)\b|\b(?:values?|states?|versions?|contents?|records?|rows?|data)\s+(?:\w+\s+){0,3}(?:from\s+)?before\b/i;

/** Whether a step gives back values that a write replaced. */
export function restores(step: string): boolean {
  return RESTORES.test(step) || EARLIER.test(step);
}

/** A step that says which records the integration made. */
const FINDS = /\b(?:find\w*|found\b|identif\w*|locat\w*|list(?:s|ed|ing)?\b|select\w*|quer(?:y|ies|ied|ying)\b|search\w*|look(?:s|ed|ing)? up|filter\w*|determin\w*|collect\w*|trac(?:e|es|ed|ing)\b|journals?\b|manifests?\b|ledgers?\b|logs?\b|audit \w+|(?:run|batch|load|job|import|correlation|trace|integration|execution)[ _-]?ids?\b|tag(?:s|ged)?\b|mark(?:s|ed|er|ers)?\b|flag(?:s|ged)?\b|(?:written|inserted|created|loaded|added|imported|made|stored|sent)\s+(?:\w+\s+){0,2}(?:by|since|after|during|in|with|from|on)\b|since (?:the )?(?:deploy\w*|release|start|rollout|cut-?over|run)|after (?:the )?(?:deploy\w*|release|start|rollout|cut-?over)|(?:of|from|by) (?:the|that|this|each|every|a) (?:\w+ )?(?:run|batch|load|deployment|import)s?\b|where\b|whose\b|truncat\w*|drop(?:s|ped|ping)? (?:the )?(?:\w+ )?(?:tables?|partitions?|ind(?:ex|ices)|collections?|topics?|folders?|prefix)|partitions?\b|(?:delet|remov|void|archiv|cancel)\w* (?:all|every|each)\b)/i;

/** Whether a step says how the records are found that were written; who brings back the whole has no need to. */
export function findsWritten(step: string): boolean {
  return FINDS.test(step) || restores(step);
}
