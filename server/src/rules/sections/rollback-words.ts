/** What the steps of a rollback say they do, found by words: the manual pages of the rules that ask list them. */

const alternatives = (...all: readonly string[]): string => `(?:${all.join('|')})`;

/** Words of a step that looks at the outcome. */
const VERIFIES = alternatives(
  String.raw`(?:re-?|cross-?|double-?|spot-?)?(?:verif\w*|check(?:s|ed|ing|sums?)?\b)`,
  String.raw`(?:confirm|assert|validat|reconcil|ensur|inspect|audit|review|monitor|observ|examin|evaluat|assess|measur|analy[sz])\w*`,
  String.raw`compar(?:e|es|ed|ing|ison|isons)\b`, String.raw`(?:smoke-?)?tests?\b`, String.raw`(?:tested|testing)\b`, String.raw`prov(?:e|es|en|ed|ing)\b`, String.raw`proof\b`, 'mak(?:e|es|ing) sure',
  String.raw`count(?:s|ed|ing)?\b`, String.raw`match(?:es|ed)?\b`, String.raw`watch(?:es|ed|ing)?\b`, String.raw`sampl(?:e|es|ed|ing)\b`, String.raw`prob(?:e|es|ed|ing)\b`, String.raw`quer(?:y|ies|ied|ying)\b`,
  String.raw`look(?:s|ed|ing)? (?:at|for|whether|that|into|over|through)\b`, String.raw`see(?:ing)? (?:that|whether|if)\b`, String.raw`sign(?:s|ed|ing)?[ -]?off\b`, String.raw`(?:expect(?:s|ed|ing)?|screenshots?|whether|green light)\b`, String.raw`(?:approv(?:e|es|ed|al)|accept(?:s|ed|ance)?)\b`,
);
const LOOKS = new RegExp(String.raw`\b${VERIFIES}`, 'gi');
/** What says of the words behind it that they are left out. Together with them in one pattern, it would take far longer to compile. */
const LEAVES_OUT = /\b(?:no|not|without|never|nothing to|skip(?:s|ped|ping)?|omit(?:s|ted|ting)?)\s+(?:need(?:ed)?\s+(?:to\s+)?)?(?:an?\s+|any\s+|the\s+|further\s+)?$/i;
/** It is no longer than this, blanks included. */
const LONGEST_LEAVING_OUT = 60;
/** What may be looked for: a step that names it says how the outcome is known. */
const OUTCOME = new RegExp(
  alternatives(
    String.raw`\b(?:equal(?:s|led)?|agrees?|diff(?:s|ed|ing|ers?|erences?)?|identical|balanc(?:e|es|ed))\b`,
    String.raw`\bcontrol (?:totals?|sums?|quer(?:y|ies)|reports?|counts?)\b`,
    String.raw`\b(?:must|should|ha(?:s|ve) to|needs? to|shall|may only)\s+(?:still |again |not |only )?(?:be|have|show|return|give|contain|hold|read|list|report|answer|exist|stand)\b(?!\s+(?:told|informed|notified|warned|called|started|restarted|stopped|enabled|disabled|deleted|removed|restored|done)\b)`,
    String.raw`\b(?:shows?|shown|showing|yields?|returns (?:no|none|nothing|zero|an?|the|only|exactly|\d+))\b`,
    String.raw`\b(?:is|are|be|stays?|remains?|reads?)\s+(?:again |still |now |back )?(?:0|zero|empty|none|null|gone|unchanged|correct|complete|green|healthy|up|normal|the same|as (?:it was|they were|before)|(?:that|those) of|back (?:at|to))\b`,
    String.raw`\b(?:no|none|nothing|zero|0|not (?:one|a single))\b[^.;]{0,80}\b(?:left|remains?|remaining|missing|open|outstanding|pending|exists?|present|stuck|lost)\b`,
    String.raw`\b(?:comes? (?:back|out) (?:empty|at|as|with)|(?:an|the) empty (?:list|result|answer|page|queue|report)|(?:nets?|sums?|adds? up) to|ha(?:s|ve) (?:its|their|the) (?:\w+ )?(?:earlier|previous|prior|old|former|original))\b`,
    String.raw`\bread(?:s|ing)?\s+(?:\w+\s+){0,3}back\b`,
  ),
  'i',
);
/** A statement that reads: in small letters it is a word of prose. */
const SELECTS = /\bSELECT\b/;

/** Whether a step verifies something. */
export function verifies(step: string): boolean {
  return looks(step) || OUTCOME.test(step) || SELECTS.test(step);
}

/** Whether a step has one of the words without saying that it is left out. */
function looks(step: string): boolean {
  for (const { index } of step.matchAll(LOOKS)) {
    if (!LEAVES_OUT.test(step.slice(Math.max(0, index - LONGEST_LEAVING_OUT), index))) return true;
  }
  return false;
}

/** Things that hold values. */
const VALUES = String.raw`(?:values?|states?|versions?|contents?|records?|rows?|data|fields?|attributes?|tables?|ind(?:ex|exes|ices)|files?|documents?|entr(?:y|ies)|extracts?|exports?|cop(?:y|ies)|images?)\b`;
/** The usual words of a step that brings back what was there. What is not found by them takes longer to make ready for a search. */
const RESTORES_BY_WORD = /\b(?:restor|revert|undo|undelet|undrop|recover|reinstat|swap|overwrit|replay|revers|compensat)\w*/i;
const RESTORES = new RegExp(
  String.raw`\b${alternatives(
    String.raw`re-?(?:import|apply|load|build|built|send|sent|sync|publish|populat|creat|deliver|extract|ingest|generat|comput|calculat|hydrat|seed|fill|writ)\w*`, String.raw`back-?fill\w*`,
    String.raw`roll(?:s|ed|ing)?[ -]back\b`, String.raw`snapshots?\b`, String.raw`back-?ups?\b`, String.raw`back(?:s|ed|ing)? up\b`, String.raw`clon(?:e|es|ed|ing)\b`, String.raw`cop(?:y|ies) (?:from|of|taken)`,
    String.raw`histor(?:y|ies|ical)\b`, 'time[ -]travel', 'point[ -]in[ -]time', String.raw`before[ -]images?`,
    String.raw`load(?:s|ed|ing)? (?:\w+ ){0,4}(?:extracts?|exports?|dumps?|archives?|cop(?:y|ies))\b`,
    String.raw`(?:from|of) (?:\w+ ){0,3}(?:extracts?|exports?|dumps?|archives?)\b`,
    String.raw`flash-?back\w*`, String.raw`(?:write|writes|wrote|written|writing) back\b`, String.raw`as (?:it was|they were)\b`, String.raw`(?:insert|set|updat|writ|sync|load|put|import|send|sent)\w* (?:[\w.-]+ ){1,6}again\b`,
    String.raw`re-?run(?:s|ning)? (?:\w+ ){0,4}(?:load|import|export|sync)\w*`, String.raw`full (?:load|refresh|sync|export|import)\w*`, String.raw`\w+_(?:bak|backup|old|prev|previous|before|audit|snapshot|copy|archive|\d{6,8})\b`, String.raw`audit (?:trail|table|log)s?\b`,
    String.raw`(?:change|put|set)s? (?:the |each |every )?(?:status|values?|fields?|columns?|states?|attributes?) (?:[\w.-]+ ){0,5}back to\b`,
    String.raw`(?:switch|point|flip|redirect|rename)(?:e?s|ed|ing)? (?:[\w.-]+ ){0,6}(?:back|at the)\b`,
    String.raw`(?:re-?)?sets? (?:[\w.-]+ ){0,6}to (?:the|their|its|what) (?:\w+ )?${VALUES}`,
    String.raw`(?:put|puts|bring|brings|write|writes|change|set)s? (?:\w+ ){0,5}back to (?:what|the (?:earlier|previous|prior|old|former|original))`,
  )}`,
  'i',
);
/** What was there, by its name. */
const EARLIER = new RegExp(
  alternatives(
    String.raw`\b(?:earlier|previous|prior|old|former|original|last(?: known)?(?: good)?|known good|pre-\w+|yesterday[’']s)\s+(?:\w+\s+)?${VALUES}`,
    String.raw`\b${VALUES}\s+(?:\w+\s+){0,3}(?:from\s+)?before\b`,
    String.raw`\b${VALUES}\s+(?:\w+\s+){0,2}(?:kept|saved|stored|held|captured|preserved)\b`,
    String.raw`\b${VALUES}\s+(?:in|of|from)\s+(?:\w+\s+){0,3}(?:journals?|ledgers?|logs?|audit)\b`,
    String.raw`\b(?:of|from) (?:the )?(?:day|night|evening|week|month|hour|run) before\b`,
  ),
  'i',
);

/** Whether one of the steps gives back values that a write replaced. */
export function restoreAny(steps: readonly string[]): boolean {
  return steps.some((step) => RESTORES_BY_WORD.test(step)) || steps.some((step) => RESTORES.test(step) || EARLIER.test(step));
}

/** A step that says which records the integration made. */
const FINDS = new RegExp(
  alternatives(
    String.raw`\b(?:find|identif|locat|filter|determin|collect|truncat|purg|flush|wip(?:e|ing))\w*`, String.raw`\b(?:found|list(?:s|ed|ing)?|select\w*|quer(?:y|ies|ied|ying)|search\w*|look(?:s|ed|ing)? up|trac(?:e|es|ed|ing)|clear(?:s|ed|ing)?|empt(?:y|ies|ied|ying))\b`,
    String.raw`\b(?:journals?|manifests?|ledgers?|logs?|audit \w+|tag(?:s|ged)?|mark(?:s|ed|er|ers)?|flag(?:s|ged)?|where|whose|partitions?)\b`,
    String.raw`\b(?:run|batch|load|job|import|correlation|trace|integration|execution)[ _-]?ids?\b`,
    String.raw`\b(?:added|made|stored|sent)\s+(?:\w+\s+){0,2}(?:by|since|after|during|in|with|from|on)\b`,
    String.raw`\bsince (?:the )?(?:deploy\w*|release|start|rollout|cut-?over|run)`, String.raw`\bafter (?:the )?(?:deploy\w*|release|start|rollout|cut-?over)`,
    String.raw`\b(?:of|from|by) (?:the|that|this|each|every|a) (?:\w+ )?(?:run|batch|load|deployment|import)s?\b`,
    String.raw`\b(?:drop|delet|remov|recreat|replac)\w* (?:the )?(?:[\w.-]+ ){0,2}(?:tables?|partitions?|ind(?:ex|exes|ices)|collections?|topics?|queues?|streams?|folders?|director(?:y|ies)|buckets?|containers?|schemas?|prefix(?:es)?)\b`,
    String.raw`\b(?:delet|remov|void|archiv|cancel)\w* (?:all|every|each|whatever|everything)\b`,
    String.raw`\b(?:delet|remov|void|archiv|cancel)\w* (?:[\w.-]+ ){0,4}(?:with|that|which|having|newer|later|younger|between)\b`,
    String.raw`\b(?:wrote|written|inserted|created|loaded|imported)\b`, String.raw`\b(?:today|yesterday)\b`, String.raw`\bby (?:[\w-]+ )?(?:dates?|keys?|ids?|names?|numbers?|times?|prefix|users?|source)\b`,
    String.raw`\b[A-Z]{2,}-\d`, String.raw`\b\d+ ?(?:to|-|–) ?\d+\b`,
    // A comparison, a column or a path says which records they are.
    String.raw`[=<>≥≤]`, String.raw`\b\w+_(?:by|at|on|id|time|date|source|run|batch)\b`, String.raw`\b(?:from|in|under|below|at)\s+(?:the\s+)?\S*\/\S`,
  ),
  'i',
);

/** Whether one of the steps says how the records are found that were written; who brings back the whole has no need to. */
export function findAnyWritten(steps: readonly string[]): boolean {
  return steps.some((step) => FINDS.test(step)) || restoreAny(steps);
}
