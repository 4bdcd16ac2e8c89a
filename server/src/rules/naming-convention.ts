import type { Spec } from '../model/spec.ts';
import type { Change } from '../syntax/change.ts';
import { chosenNames, NOUNS } from './naming/names.ts';
import type { ChosenName } from './naming/names.ts';
import { renameSource, renameTarget } from './naming/rename.ts';
import { hasStyle, inStyle } from './naming/styles.ts';
import type { Rule } from './rule.ts';
import { nodeOf } from './rule.ts';

/** A name of the author's that is not written as the repository wants. Source: `naming` in `.intspec.yaml`. */
export const namingConvention: Rule = {
  id: 'naming-convention',
  severity: 'warning',
  title: 'Name against the convention',
  explanation:
    'A field, a failure class or a criterion is not written in the style that `naming` in `.intspec.yaml` asks for. The executor takes the names of a spec over into its code and its reports, where names in several styles read as names of different things. Without a setting nothing is reported, and the template’s own names are exempt. The fix renames a field with every reference to it, and keeps the place that it is read from or written to; it is offered only where no other text of the spec mentions the name.',
  bad: { text: 'data_contract:\n  source_record:\n    number: { type: string(20), required: true, source_path: number }\n  target_record:\n    OrderNumber: { type: string(20), mapped_from: source.number, transformation: exact copy, required: true, key: true }\n  not_written: {}' },
  good: { text: 'data_contract:\n  source_record:\n    number: { type: string(20), required: true, source_path: number }\n  target_record:\n    order_number: { type: string(20), mapped_from: source.number, transformation: exact copy, required: true, key: true }\n  not_written: {}' },
  needs: 'naming',
  *check({ spec, conventions }) {
    if (Object.keys(conventions.naming).length === 0) return;
    for (const name of chosenNames(spec)) {
      const style = conventions.naming[name.kind];
      const { text } = name.entry.key;
      if (style === undefined || hasStyle(text, style)) continue;
      const better = inStyle(text, style);
      const help = better === undefined || better === text ? '' : `: \`${better}\``;
      yield { target: { node: name.entry, part: 'key' }, message: `The ${NOUNS[name.kind]} \`${text}\` is not written in ${style}, as the settings of the repository ask for${help}.` };
    }
  },
  fix(finding, { spec, conventions }) {
    const entry = nodeOf(finding);
    const name = [...chosenNames(spec)].find((each) => each.entry === entry);
    const style = name && conventions.naming[name.kind];
    const better = style && inStyle(name.entry.key.text, style);
    if (!name || !style || better === undefined || !hasStyle(better, style)) return [];
    const changes = renaming(name, better, spec);
    if (!changes) return [];
    const also = changes.length === 1 ? '' : name.kind === 'source_fields' ? ', with all references' : ', and keep the place it is written to';
    return [{ title: `Rename to \`${better}\`${also}`, changes, preferred: true }];
  },
};

/** What renames a field; texts speak of classes and criteria, and cannot be followed. */
function renaming(name: ChosenName, better: string, spec: Spec): readonly Change[] | undefined {
  switch (name.kind) {
    case 'source_fields': return renameSource(name.field, better, name.contract, spec);
    case 'target_fields': return renameTarget(name.field, better, name.contract, spec);
    default: return undefined;
  }
}
