/** Lists by their keys, taken over from one version of a list to the next. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ListIndex } from '../../server/src/model/list-index.ts';

interface Item {
  readonly name: string | undefined;
  readonly notes: unknown[];
}

const item = (name: string | undefined): Item => ({ name, notes: [] });
const index = (): ListIndex<Item> => new ListIndex<Item>(({ name }) => name);

/** What an index says of a list is what one says that knows nothing else. */
function assertTrue(known: ListIndex<Item>, list: readonly Item[]): void {
  const [found, anew] = [known.of(list), index().of(list.map(({ name }) => item(name)))];
  assert.equal(found.isUnique, anew.isUnique);
  assert.deepEqual([...found.first.keys()].sort(), [...anew.first.keys()].sort());
  for (const [name, first] of found.first) assert.equal(first, list.find((each) => each.name === name));
}

describe('a list by its keys', () => {
  it('is true whatever has changed in the list before', () => {
    const known = index();
    let list = Array.from({ length: 20 }, (_, at) => item(`f${String(at)}`));
    assertTrue(known, list);
    const change = (make: (list: Item[]) => Item[]): void => {
      list = make([...list]);
      assertTrue(known, list);
    };
    change((all) => all.with(3, item('f3')));
    change((all) => all.with(0, item('f0')).with(10, item('f10')).with(19, item('f19')));
    change((all) => all.with(4, item('other')));
    change((all) => all.with(5, item('f6')));
    change((all) => all.with(5, item('f5')));
    change((all) => all.with(7, item(undefined)));
    change((all) => [...all, item('f20')]);
    change((all) => all.slice(1));
    change((all) => [...all].reverse());
    change(() => []);
  });

  it('leaves no list in memory that another has taken the place of', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const known = index();
    const gone: WeakRef<readonly Item[]>[] = [];
    let list: readonly Item[] = Array.from({ length: 300 }, (_, at) => item(`f${String(at)}`));
    for (let round = 0; round < 40; round += 1) {
      known.of(list);
      gone.push(new WeakRef(list));
      list = round % 3 === 2 ? list.slice(0, -1) : [...list, item(`g${String(round)}`)];
    }
    known.of(list);
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      collect();
      assert.ok(gone.filter((ref) => ref.deref() !== undefined).length <= 1);
    });
  });
});
