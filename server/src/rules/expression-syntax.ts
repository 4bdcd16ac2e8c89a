import { contractExample } from './contract/example.ts';
import { parseExpression } from '../expression/index.ts';
import type { Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { excerpt } from './words.ts';

/** An expression that does not parse. */
export const expressionSyntax: Rule = {
  id: 'expression-syntax',
  severity: 'error',
  title: 'Expression not complete',
  explanation:
    'The transformation of a `derived` field is an expression, and this one cannot be read: a bracket or a name is missing, or a sign stands where none can. The finding stands at the first such place, inside quotes and folded text too. Nothing else is said about the field until it can be read.',
  bad: { text: contractExample(['name: { type: string(50), required: true, source_path: name }'], ["name: { type: string(50), mapped_from: derived, transformation: \"upper(source.name\", required: true }"]) },
  good: { text: contractExample(['name: { type: string(50), required: true, source_path: name }'], ['name: { type: string(50), mapped_from: derived, transformation: upper(source.name), required: true }']) },
  checkTargetField({ mapping }) {
    if (mapping.kind !== 'expression') return undefined;
    const [first, ...more] = mapping.parsed.faults;
    if (!first) return undefined;
    const rest = more.length === 0 ? '' : ` ${more.map((fault) => fault.message).join(' ')}`;
    const complete = completed(mapping.node.text);
    return [{ target: { node: mapping.node, slice: first.span }, message: `${first.message}${rest}`, ...(complete !== undefined && { data: { complete } }) }];
  },
  fix(finding) {
    const node = nodeOf(finding);
    const complete = finding.data?.['complete'];
    if (node?.kind !== 'scalar' || typeof complete !== 'string') return [];
    return [{ title: `Complete to \`${excerpt(complete)}\``, changes: [{ kind: 'replaceValue', of: node, value: { kind: 'text', text: complete } }], preferred: true }];
  },
};

/** What is most often missing at the end of an expression: a quote, and closing brackets. */
const ENDINGS = ["'", '"', ')', ']'];
const MOST_ENDINGS = 4;
/** Longer expressions are not tried out, since every try reads the whole. */
const LONGEST = 1_000;

/** The expression with what its end lacks; undefined where that is not all that is wrong. */
function completed(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  let tried = [text.trimEnd()];
  for (let length = 1; length <= MOST_ENDINGS; length += 1) {
    tried = tried.flatMap((start) => ENDINGS.map((ending) => start + ending));
    const found = tried.find((each) => parseExpression(each).faults.length === 0);
    if (found !== undefined) return found;
  }
  return undefined;
}
