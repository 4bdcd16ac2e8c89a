import { typeText } from '../model/type-text.ts';
import { valueText } from '../model/value.ts';
import { contractExample } from './contract/example.ts';
import type { Judgement } from './contract/judgement.ts';
import { judgements } from './contract/judgement.ts';
import { stepFixes } from './contract/transform-fixes.ts';
import type { Finding, Fix, Rule, RuleContext } from './rule.ts';

const REASONS = ['type', 'timezone', 'fields', 'nullable'];

/** The mapping yields another type than the target field has. Source: semantics, *May a source value be copied exactly?* */
export const typeMismatch: Rule = {
  id: 'type-mismatch',
  severity: 'error',
  title: 'Mapping of another type',
  explanation:
    'What the mapping yields is of another type than the target field, or in another kind of time zone: the executor would have to convert it in a way that nobody has said. The message shows a value that does not fit. The fixes offer the transformations that make it fit. Dropping the offset of a date and time is a warning, since it can be meant.',
  bad: { text: contractExample(['total: { type: integer, required: true, source_path: total }'], ['total: { type: string(20), mapped_from: source.total, transformation: exact copy, required: true }']) },
  good: { text: contractExample(['total: { type: integer, required: true, source_path: total }'], ['total: { type: string(20), mapped_from: source.total, transformation: to text, required: true }']) },
  checkTargetField: (judgement) => refusals(judgement, REASONS),
  fix: refusalFixes,
};

/** The finding for a mapping that is refused for certain reasons, with a value that proves it. */
export function refusals({ contract, mapping, result, refusal, typed, target }: Judgement, reasons: readonly string[]): readonly Finding[] | undefined {
  if (!refusal || !result || !reasons.includes(refusal.reason) || (mapping.kind !== 'phrases' && mapping.kind !== 'expression')) return undefined;
  // A value map that gives a value the target does not have is `value-map-unknown`.
  if (mapping.kind === 'phrases' && mapping.mapsValues && refusal.reason === 'enum') return undefined;
  const where = refusal.path.length > 0 ? ` (in \`${refusal.path.join('.')}\`)` : '';
  const offer = refusal.offers[0] === undefined ? '' : ` \`${refusal.offers[0]}\` would make it fit.`;
  return [{
    target: { node: mapping.node },
    message: `\`${target.path}\` is \`${typeText({ ...typed.type, nullable: false })}\`, but its mapping yields \`${typeText({ ...result.type, nullable: false })}\`${where}: ${valueText(refusal.counterExample)} would not fit.${offer}`,
    data: { target: target.path, contract: contract.contract.kind },
    ...(refusal.warning && { severity: 'warning' }),
    ...(typed.typeNode && { related: [{ message: 'The type of the target field', at: { node: typed.typeNode } }] }),
  }];
}

/** The fixes for a finding of `refusals`. */
export function refusalFixes(finding: Finding, { spec }: RuleContext): Fix[] {
  const judgement = judgementOf(finding, spec);
  return judgement?.refusal ? stepFixes(judgement, judgement.refusal.offers.slice(0, 4), spec) : [];
}

/** The judgement that a finding is about, by the contract and the field that its data name. */
export function judgementOf({ data }: Finding, spec: RuleContext['spec']): Judgement | undefined {
  return judgements(spec).find(({ target, contract }) => target.path === data?.['target'] && contract.contract.kind === data['contract']);
}
