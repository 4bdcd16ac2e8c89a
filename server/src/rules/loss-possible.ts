import type { Spec } from '../model/spec.ts';
import { entryOf } from '../syntax/tree.ts';
import type { Rule } from './rule.ts';
import { sourceExample } from './sections/examples.ts';
import type { Stated } from './sections/stated.ts';
import { statedText } from './sections/stated.ts';
import { systemsOf } from './sections/systems.ts';
import { excerpt } from './words.ts';

/** What is lost or missing, in the plural or singular. */
const WORD = '(?!(?:that|which|who|where|when|if)\\b)[\\w-]+';
const THING = `(?:${WORD} ){0,2}${WORD}`;
/** What arrives or exists, and where; nothing more may be said of it in the clause, as in “exist in the topic are read”. */
const ENDS = '(?= *(?:(?:in|at) (?:the )?[\\w-]+ *)?(?:$|[.,;:!?)–—\\r\\n]|(?:and|but|while)\\b))';
/** Words that demand that nothing gets lost. The manual page names them. */
const NO_LOSS: readonly RegExp[] = [
  /\b(?:no|zero|without|without any) (?:[\w-]+ )?loss(?:es)?\b/gi,
  /\b(?:nothing|none|no \w+(?: \w+)?) (?:is|are|was|were|gets?|may be|must be|can be|has been|have been) (?:ever )?(?:lost|missing|dropped)\b/gi,
  /\b(?:nothing|no \w+) (?:goes|go|went) missing\b/gi,
  /\bloss[- ]?less(?:ly)?\b/gi,
  new RegExp(`(?<!\\bnot )\\b(?:every|each|all)(?: of the| the)?(?: [\\d,]+)? ${THING} (?:arrives?|exists?)\\b${ENDS}`, 'gi'),
];
/** What follows a demand and limits it: then some loss is allowed. */
const LIMITED = /^\s*(?:of (?:more|greater|longer|over|above)|more than|beyond|except|other than|apart from|above|over|in more than|older than|longer than)\b/i;

/** Records may get lost, and a criterion says that none may. */
export const lossPossible: Rule = {
  id: 'loss-possible',
  severity: 'warning',
  title: 'Loss possible, though a criterion forbids it',
  explanation:
    'The source delivers `At-most-once`, so a record that fails on the way is not delivered again, while a criterion of section 7 demands that nothing gets lost. No executor can meet both. Recognised in `test` and `pass_condition` are “no data loss”, “no loss”, “zero loss”, “without loss”, “lossless”; “nothing is lost”, “no record is lost” (or missing, or dropped), “nothing goes missing”; “every record arrives”, “all 900 orders exist” and the like, where that ends the clause, unless words such as “beyond”, “of more than”, “except” or “other than” limit them. Have the source deliver `At-least-once`, or say in the criterion how much may be lost.',
  bad: { text: sourceExample({ guaranteed_delivery: 'At-most-once' }) },
  good: { text: sourceExample({ guaranteed_delivery: 'At-least-once' }) },
  *check({ spec }) {
    const { delivery } = systemsOf(spec);
    if (delivery?.value !== 'At-most-once') return;
    const demands = [...demandsOf(spec)];
    const [first] = demands;
    if (!first) return;
    yield {
      target: { node: delivery.node },
      message: `The source delivers \`At-most-once\`, so a record may get lost, but \`${first.criterion}\` demands “${excerpt(first.words)}”: the executor cannot meet both.`,
      related: demands.map(({ criterion, words, text, start }) => ({ message: `\`${criterion}\` demands “${excerpt(words)}”`, at: { node: text.node, slice: { start, end: start + words.length } } })),
    };
  },
};

/** The criteria that demand that nothing gets lost, each with the words that do. */
function* demandsOf(spec: Spec): Generator<{ criterion: string; words: string; text: Stated<string>; start: number }> {
  const criteria = spec.at('validation', 'criteria');
  for (const { key, value } of criteria?.kind === 'map' ? criteria.entries : []) {
    for (const part of ['pass_condition', 'test']) {
      const text = statedText(entryOf(value, part)?.value, spec);
      const found = text && demandIn(text.node.text);
      if (!text || !found) continue;
      yield { criterion: key.text, ...found, text };
      break;
    }
  }
}

function demandIn(text: string): { words: string; start: number } | undefined {
  for (const pattern of NO_LOSS) {
    for (const match of text.matchAll(pattern)) {
      if (!LIMITED.test(text.slice(match.index + match[0].length))) return { words: match[0], start: match.index };
    }
  }
  return undefined;
}
