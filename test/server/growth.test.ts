/** No work grows with the square of a spec's length: twice the fields are about twice the operations. */
import assert from 'node:assert/strict';
import { completeAt, hoveredAt, specOf } from '../helpers/features.ts';
import { operationsOf } from '../helpers/operations.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';

/** Twice the input may cost a little more than twice: sorting, and short searches by name. Four times would be the square. */
const MOST = 2.2;

/** A contract with so many fields on either side, of which every tenth is neither mapped nor left out. */
function contract(fields: number, shape: 'block' | 'flow'): string {
  const names = Array.from({ length: fields }, (_, at) => `field_${String(at)}`);
  const row = (parts: readonly string[]): string => (shape === 'flow' ? ` { ${parts.join(', ')} }` : parts.map((part) => `\n      ${part}`).join(''));
  const source = names.map((name) => `    ${name}:${row(['type: string(50)', 'required: true', `source_path: ${name}`])}`);
  const mapped = names.filter((_, at) => at % 10 !== 0);
  const target = mapped.map((name) => `    t_${name}:${row(['type: string(50)', `mapped_from: source.${name}`, 'transformation: exact copy', 'required: true'])}`);
  return `data_contract:\n  source_record:\n${source.join('\n')}\n  target_record:\n${target.join('\n')}\n  not_written:\n    field_0: No room\n`;
}

/** How many times the operations for 200 fields those for 400 are. */
async function growth(work: (text: string) => void, shape: 'block' | 'flow'): Promise<number> {
  work(contract(10, shape));
  const [small, large] = [contract(200, shape), contract(400, shape)];
  const first = await operationsOf(() => work(small));
  const second = await operationsOf(() => work(large));
  assert.ok(first > 10_000, 'something is counted');
  return second / first;
}

function end(text: string): number {
  return text.length;
}

describe('growth', () => {
  for (const shape of ['block', 'flow'] as const) {
    const works: readonly (readonly [string, (text: string) => void])[] = [
      ['reading', (text) => void specOf(text)],
      ['diagnostics', (text) => void new RuleRun(specOf(text)).results.length],
      ['completion of a mapping', (text) => {
        const marked = text.replace('mapped_from: source.field_1\n', 'mapped_from: \n').replace('mapped_from: source.field_1,', 'mapped_from: ,');
        assert.ok(completeAt(specOf(marked), marked.indexOf('mapped_from: ') + 'mapped_from: '.length).length > 0);
      }],
      ['completion of not_written', (text) => assert.ok(completeAt(specOf(`${text}    `), end(text) + 4).length >= 0)],
      ['completion of a row', (text) => {
        const at = text.indexOf('  target_record');
        assert.ok(completeAt(specOf(`${text.slice(0, at)}    \n${text.slice(at)}`), at + 4).length > 0);
      }],
      ['hover', (text) => assert.ok(hoveredAt(specOf(text), text.indexOf('not_written')))],
    ];
    for (const [what, work] of works) {
      it(`of ${what}, ${shape} style`, async () => {
        const times = await growth(work, shape);
        assert.ok(times < MOST, `${times.toFixed(2)} times the operations for twice the fields`);
      });
    }
  }

  it('would be seen', async () => {
    const square = (text: string): void => {
      const { tree } = specOf(text);
      for (let at = 0; at < text.length; at += 25) for (let other = 0; other < text.length; other += 100) tree.positionAt(other);
    };
    assert.ok(await growth(square, 'block') > 3);
  });

  it('of the workspace: a change costs as much among 400 specs as among 200', async () => {
    const workspaceOf = (count: number): Workspace => {
      const workspace = new Workspace({ onError: () => undefined });
      for (let at = 0; at < count; at += 1) workspace.setFile(`file:///w/${String(at)}.intspec.yaml`, `spec_id: INT-2025-${String(at).padStart(3, '0')}\n`);
      return workspace;
    };
    const change = (workspace: Workspace): void => {
      const uri = 'file:///w/mine.intspec.yaml';
      for (const version of [1, 2]) {
        const text = `# ${String(version)}\nspec_id: INT-2025-999\n`;
        const analysis = workspace.analysis({ uri, version, languageId: 'integration-spec', getText: () => text });
        assert.ok(analysis && workspace.diagnostics(uri, analysis).length > 0);
      }
    };
    const [small, large] = [workspaceOf(200), workspaceOf(400)];
    change(workspaceOf(2));
    const first = await operationsOf(() => change(small));
    const second = await operationsOf(() => change(large));
    assert.ok(second / first < MOST, `${(second / first).toFixed(2)} times`);
  });

  for (const [what, idOf] of [['ids of their own', (at: number) => 1000 + at], ['one id', () => 1000]] as const) {
    it(`of the workspace: 400 files with ${what} are twice the work of 200`, async () => {
      const take = (count: number): void => {
        const workspace = new Workspace({ onError: () => undefined });
        for (let at = 0; at < count; at += 1) workspace.setFile(`file:///w/${String(at)}.intspec.yaml`, `spec_id: INT-2025-${String(idOf(at))}\n# ${String(at)}\n`);
      };
      take(2);
      const first = await operationsOf(() => take(200));
      const second = await operationsOf(() => take(400));
      assert.ok(second / first < MOST, `${(second / first).toFixed(2)} times`);
    });
  }
});
