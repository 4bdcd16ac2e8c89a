import { valueAt } from '../syntax/tree.ts';
import type { Finding, Rule } from './rule.ts';
import { sourceExample, targetExample } from './sections/examples.ts';
import { readScope } from './sections/scopes.ts';
import type { System } from './sections/systems.ts';
import { lacksReverse, systemsOf } from './sections/systems.ts';
import { excerpt } from './words.ts';

/** Systems that nobody reads without writing: messages are acknowledged, progress is kept, files are moved away. */
const CONSUMED: ReadonlySet<string> = new Set(['Queue', 'Event bus', 'File system']);

/** A credential that may less, or more, than its system’s part in the flow. */
export const writeScope: Rule = {
  id: 'write-scope',
  severity: 'warning',
  title: 'Scope does not fit the direction',
  explanation:
    'The target’s `scope` only reads, so the executor’s writes are refused; or the source’s `scope` may write, which a flow in one direction does not need, and a mistake of the executor could then change the source. In a `Bidirectional` flow both systems are written: either scope may write, and neither may only read; while the contract of the way back (`reverse`) is missing or not filled in, the source may. Nothing is said of a source that is a `Queue`, an `Event bus` or a `File system`: there, reading needs acknowledgements, offsets or moved files. Read as reading are `read_orders`, `orders:read`, `files.readonly`, `Mail.Read`, `s3:GetObject`, “read access”, “read-only on”, `SELECT`; as writing `write_orders`, `orders:write`, `Mail.ReadWrite`, `users.manage`, `s3:PutObject`, “read/write”, “read and write”, “write access”, “write to”, “may write”, “write” at the head or end of a clause, and in capitals `INSERT`, `UPDATE`, `DELETE`, `MERGE`, `UPSERT`, `TRUNCATE`. No writing are `sqs:DeleteMessage`, `FOR UPDATE`, “UPDATE events”, what webhooks and event subscriptions, logs, metrics and keys need, clauses on leases, checkpoints, offsets, cursors, bookmarks, watermarks or locks, what stands behind “what”, “which”, “that”, “who”, “where”, “when” and the like, and words such as “write-ahead”. Clauses with “no”, “not”, “none”, “without”, “except” and the like, “write denied” and `write: ^$` allow nothing. A scope is not taken to read only where another scope stands beside what reads, or another verb such as “create”, “append” or “store”, a word in capitals such as `COPY`, “and” or “plus” with something other than reading behind it, or a role such as `dataEditor`, “Contributor”, “Writer”, “Owner” or “Admin”.',
  bad: { text: sourceExample({ authentication: '{ method: OAuth2, scope: [read_orders, write_orders] }' }) + targetExample({ authentication: '{ method: OAuth2, scope: [salesorders.readonly] }' }) },
  good: { text: sourceExample({ authentication: '{ method: OAuth2, scope: [read_orders] }' }) + targetExample({ authentication: '{ method: OAuth2, scope: [salesorders.readonly, salesorders.write] }' }) },
  *check({ spec }) {
    const { source, target, isBidirectional } = systemsOf(spec);
    if (!isBidirectional && !CONSUMED.has(source.type?.value ?? '')) yield* writing(source);
    for (const system of isBidirectional && !lacksReverse(spec) ? [source, target] : [target]) {
      const { scopes, side } = system;
      const node = valueAt(system.section?.value, 'authentication', 'scope');
      if (!node || scopes.length === 0 || !scopes.every(({ node: { text } }) => readScope(text).readsOnly)) continue;
      // A list with a value that is still to be filled in is not whole.
      if (node.kind === 'list' && node.items.length !== scopes.length) continue;
      const said = excerpt(scopes.map(({ value }) => value).join(', '));
      yield {
        target: { node },
        message: `The scope of the ${side}, \`${said}\`, only reads, but the executor writes there${side === 'source' ? ' too (`Bidirectional`)' : ''}: its writes would be refused.`,
      };
    }
  },
};

function* writing({ scopes }: System): Generator<Finding> {
  for (const { node } of scopes) {
    const slice = readScope(node.text).writing;
    if (!slice) continue;
    yield {
      target: { node, slice },
      message: `The scope of the source may write (\`${excerpt(node.text.slice(slice.start, slice.end))}\`), but data only flows from it: a mistake of the executor could change the source.`,
    };
  }
}
