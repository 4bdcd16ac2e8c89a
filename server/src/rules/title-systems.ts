import { entryOf } from '../syntax/tree.ts';
import type { Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { readTitle } from './title.ts';

/** The systems of the title are not those of sections 2 and 3. */
export const titleSystems: Rule = {
  id: 'title-systems',
  severity: 'warning',
  title: 'Title names other systems than sections 2 and 3',
  explanation:
    'The title names two systems, and sections 2 and 3 name them again in `system_name`. Where they differ, a reader cannot tell which is meant; often the spec was copied and one of the two was not changed. Names are compared as text, case and spacing aside, and either may hold the other: `Shopify` and `Shopify Plus` agree.',
  bad: { text: 'title: "Salesforce → Marketo: Sales orders"' },
  good: { text: 'title: "Shopify → NetSuite: Sales orders"' },
  *check({ spec }) {
    const entry = spec.entry('title');
    const node = entry?.value;
    const title = readTitle(spec.text('title') ?? '');
    const source = spec.text('source_system', 'system_name');
    const target = spec.text('target_system', 'system_name');
    if (node?.kind !== 'scalar' || !title || source === undefined || target === undefined) return;
    const wrong = [
      ...(agree(title.source, source) ? [] : [{ written: title.source, name: source, section: 'source_system' }]),
      ...(agree(title.target, target) ? [] : [{ written: title.target, name: target, section: 'target_system' }]),
    ];
    const [first] = wrong;
    if (!first) return;
    const said = wrong.map(({ written, name, section }) => `\`${written}\` in the title is \`${name}\` in \`${section}\``).join(', ');
    yield {
      target: { node },
      message: `The title and sections 2 and 3 name different systems: ${said}.`,
      data: { title: `${source} ${title.arrow} ${target}: ${title.purpose}` },
      related: wrong.flatMap(({ name, section }) => {
        const at = entryOf(spec.at(section), 'system_name');
        return at ? [{ message: `\`${name}\` is named here`, at: { node: at } }] : [];
      }),
    };
  },
  fix(finding) {
    const node = nodeOf(finding);
    const title = finding.data?.['title'];
    if (node?.kind !== 'scalar' || typeof title !== 'string') return [];
    return [{ title: `Change the title to \`${title}\``, changes: [{ kind: 'replaceValue', of: node, value: { kind: 'text', text: title } }], preferred: true }];
  },
};

function agree(a: string, b: string): boolean {
  const [left, right] = [a, b].map((name) => name.toLowerCase().replace(/\s+/g, ''));
  return left !== undefined && right !== undefined && (left.includes(right) || right.includes(left));
}
