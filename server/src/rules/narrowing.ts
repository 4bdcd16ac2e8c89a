import { contractExample } from './contract/example.ts';
import type { Rule } from './rule.ts';
import { refusalFixes, refusals } from './type-mismatch.ts';

const REASONS = ['length', 'range', 'scale', 'enum', 'pattern'];

/** The type is right, and the target allows fewer values. */
export const narrowing: Rule = {
  id: 'narrowing',
  severity: 'error',
  title: 'Target field takes fewer values',
  explanation:
    'The mapping yields values of the right type that the target field does not take: a longer text, a number out of range, more decimals, a value that its `enum` or `pattern` excludes. With the first such record the write fails, or the target cuts the value in its own way. The message shows such a value; the fixes offer `truncate`, `round` or `map values`.',
  bad: { text: contractExample(['name: { type: string(255), required: true, source_path: name }'], ['name: { type: string(160), mapped_from: source.name, transformation: exact copy, required: true }']) },
  good: { text: contractExample(['name: { type: string(255), required: true, source_path: name }'], ['name: { type: string(160), mapped_from: source.name, transformation: truncate to 160, required: true }']) },
  checkTargetField: (judgement) => refusals(judgement, REASONS),
  fix: refusalFixes,
};
