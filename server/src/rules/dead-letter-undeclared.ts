import { keysOf } from '../model/schema.ts';
import { skeletonEntry } from '../model/skeleton.ts';
import { entryOf } from '../syntax/tree.ts';
import type { Finding, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { placeOfStep } from './sections/class-edits.ts';
import { routesToNowhere, routingClasses } from './sections/dead-letters.ts';
import { destinationsOf } from './sections/destinations.ts';
import { errorExample } from './sections/examples.ts';
import { textAt } from './sections/stated.ts';
import { isMisspelled } from './violations.ts';
import { excerpt, list } from './words.ts';

/** Records are routed to a dead letter queue that there is not. */
export const deadLetterUndeclared: Rule = {
  id: 'dead-letter-undeclared',
  severity: 'error',
  title: 'No dead letter queue declared',
  explanation:
    'An action of section 4 routes records to the dead letter queue (`route to dead letter`, `route failures to DLQ`), but `dead_letter_queue` is `none`, or is missing. `N/A`, `not applicable`, `nil` and dashes count as `none`, also with the reason behind them, in brackets or after a comma, colon, semicolon, full stop or dash. The executor would have nowhere to put them, and the records would be lost. The fix puts a placeholder for the exact location there; section 9 has to authorize writing to it.',
  bad: { text: errorExample({}, { dead_letter_queue: 'none' }) },
  good: { text: errorExample({}) },
  *check({ spec, violations }) {
    const section = spec.entry('error_handling');
    const classes = routingClasses(spec);
    if (!section || classes.length === 0) return;
    const isMissing = routesToNowhere(spec) && !isMisspelled(violations, section.value, 'dead_letter_queue');
    const queue = destinationsOf(spec).hasNoDeadLetterQueue ? textAt(spec, 'error_handling', 'dead_letter_queue') : undefined;
    if (!isMissing && !queue) return;
    const target: Finding['target'] = queue ? { node: queue.node } : { node: section, part: 'key' };
    const verb = classes.length === 1 ? 'routes' : 'route';
    yield {
      target,
      message: `${list(classes.map(({ name }) => name))} ${verb} records to the dead letter queue, but ${queue ? `\`dead_letter_queue\` is \`${excerpt(queue.value)}\`` : '`dead_letter_queue` is missing'}: the executor would have nowhere to put them.`,
      related: classes.map((failure) => ({ message: `\`${failure.name}\` routes records there`, at: placeOfStep(failure, 'dead-letter') })),
    };
  },
  fix(finding, { spec }) {
    const map = spec.entry('error_handling')?.value;
    const keys = keysOf(map && spec.schemaOf(map));
    const key = keys.find(({ name }) => name === 'dead_letter_queue');
    if (map?.kind !== 'map' || map.origin || !key) return [];
    const { value } = skeletonEntry(key.name, key.schema);
    const entry = entryOf(map, key.name);
    const change = entry && !entry.merged && nodeOf(finding)?.kind !== 'entry' ? { kind: 'replaceValue', of: entry, value } as const : { kind: 'insertEntry', into: map, entry: { key: key.name, value }, order: keys.map(({ name }) => name) } as const;
    return [{ title: 'Name the dead letter queue', changes: [change], preferred: true }];
  },
};
