import { keysOf } from '../model/schema.ts';
import { skeletonEntry } from '../model/skeleton.ts';
import type { Rule } from './rule.ts';
import { entryOf, isEmpty } from '../syntax/tree.ts';
import { sourceExample } from './sections/examples.ts';
import { lacksRouting, systemsOf } from './sections/systems.ts';
import type { System } from './sections/systems.ts';
import { isMisspelled } from './violations.ts';

/** Nothing says which records go to which environment. */
export const environmentRouting: Rule = {
  id: 'environment-routing',
  severity: 'error',
  title: 'No routing between environments',
  explanation:
    'A system takes part with `Both` environments, and `environment_routing` does not say which records go where: the executor could write test data into production. It is a warning where the environments of source and target differ (say, `Staging` is read and `Production` written) and neither system says what that means. The fix inserts the key; what stands there only the author knows.',
  bad: { text: sourceExample({ environment: 'Both' }) },
  good: { text: sourceExample({ environment: 'Both', environment_routing: 'Orders of the development store (source_name test) go to the NetSuite sandbox, all others to production' }) },
  *check({ spec, violations }) {
    const { source, target } = systemsOf(spec);
    const isToCome = ({ section }: System): boolean => isMisspelled(violations, section?.value, 'environment_routing');
    const unrouted = [source, target].filter((system) => lacksRouting(system) && !isToCome(system));
    for (const { side, environment, section } of unrouted) {
      if (!environment) continue;
      const isThere = entryOf(section?.value, 'environment_routing') !== undefined;
      yield {
        target: { node: environment.node },
        message: `The ${side} takes part with \`Both\` environments, but \`environment_routing\` ${isThere ? 'is empty' : 'is missing'}: the executor cannot tell which records go to production and which to staging.`,
        data: { section: `${side}_system` },
      };
    }
    const isSaid = [source, target].some((system) => isToCome(system) || !isEmpty(entryOf(system.section?.value, 'environment_routing')?.value));
    if (unrouted.length > 0 || isSaid || !source.environment || !target.environment || source.environment.value === target.environment.value) return;
    yield {
      target: { node: source.environment.node },
      severity: 'warning',
      message: `The source’s environment is \`${source.environment.value}\`, the target’s \`${target.environment.value}\`, and no \`environment_routing\` says that this is meant: the executor could mix test data with real data.`,
      related: [{ message: `The target’s environment is \`${target.environment.value}\``, at: { node: target.environment.node } }],
      data: { section: 'source_system' },
    };
  },
  fix(finding, { spec }) {
    const section = spec.entry(String(finding.data?.['section']));
    const map = section?.value;
    if (map?.kind !== 'map' || map.origin) return [];
    const keys = keysOf(spec.schemaOf(map));
    const key = keys.find(({ name }) => name === 'environment_routing');
    if (!key) return [];
    const draft = skeletonEntry(key.name, key.schema);
    const entry = entryOf(map, key.name);
    const change = entry && !entry.merged ? { kind: 'replaceValue', of: entry, value: draft.value } as const : { kind: 'insertEntry', into: map, entry: draft, order: keys.map(({ name }) => name) } as const;
    return [{ title: 'Say which records go where (`environment_routing`)', changes: [change], preferred: true }];
  },
};
