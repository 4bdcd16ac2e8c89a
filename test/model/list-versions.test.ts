/** What is made of long lists, carried over from one version of a list to the next. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { Selection, Versions } from '../../server/src/model/list-versions.ts';

interface Item {
  readonly name: string;
  readonly notes: unknown[];
}

const item = (name: string): Item => ({ name, notes: [] });
const isChosen = ({ name }: Item): string | undefined => (name.startsWith('!') ? name : undefined);

/** What a list becomes: `removed` items at a place, as parts of its length, give way to new ones; several make one step. */
const steps = fc.array(fc.array(fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }), removed: fc.nat({ max: 3 }), names: fc.array(fc.constantFrom('a', 'b', '!c', '!d'), { maxLength: 3 }),
}), { minLength: 1, maxLength: 3 }), { maxLength: 12 });

describe('a selection from a list', () => {
  it('is that from the list alone, whatever has changed in the list before', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', '!c'), { maxLength: 30 }), steps, (names, changes) => {
      const known = new Selection<Item, undefined, string>(isChosen);
      let list = names.map(item);
      assert.deepEqual(known.of(list, undefined), list.flatMap((each) => isChosen(each) ?? []));
      for (const change of changes) {
        list = [...list];
        for (const { at, removed, names: fresh } of change) list.splice(Math.floor(at * list.length), removed, ...fresh.map(item));
        assert.deepEqual(known.of(list, undefined), list.flatMap((each) => isChosen(each) ?? []));
      }
    }), { numRuns: 300 });
  });

  it('asks for nothing but what is new in a list', () => {
    const asked: string[] = [];
    const known = new Selection<Item, undefined, string>((each) => {
      asked.push(each.name);
      return isChosen(each);
    });
    const list = Array.from({ length: 200 }, (_, at) => item(at % 50 === 0 ? `!${String(at)}` : String(at)));
    const first = known.of(list, undefined);
    assert.equal(asked.splice(0).length, 200);
    const changed = list.with(70, item('new'));
    assert.equal(known.of(changed, undefined), first, 'the very same, since nothing else is said');
    assert.deepEqual(known.of(changed.toSpliced(20, 1), undefined), ['!0', '!50', '!100', '!150']);
    assert.deepEqual(known.of(changed.toSpliced(20, 1).toSpliced(60, 0, item('!60')), undefined), ['!0', '!50', '!60', '!100', '!150']);
    assert.deepEqual(asked, ['new', '!60']);
  });

  it('is made anew where what is given besides is another', () => {
    const made: string[] = [];
    const known = new Versions<Item, string, { readonly by: string; readonly text: string }>({
      anew: (list, by) => ({ by, text: `${list.map(({ name }) => name).join('')} ${made[made.push('anew') - 1] ?? ''}` }),
      after: (last, _was, list, { at, removed, added }, by) => (last.by === by || list.length === 0 ? { by, text: `${String(at)} -${String(removed)} +${String(added)}` } : undefined),
      isOf: (last, by) => last.by === by,
    });
    const list = ['a', 'b', 'c'].map(item);
    assert.equal(known.of(list, 'x').text, 'abc anew');
    assert.equal(known.of(list, 'x'), known.of(list, 'x'));
    assert.equal(known.of(list, 'y').text, 'abc anew');
    assert.equal(known.of(list.slice(1), 'y').text, '0 -1 +0');
    assert.equal(made.length, 2);
  });

  it('leaves no list in memory that another has taken the place of', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const known = new Selection<Item, undefined, string>(isChosen);
    const gone: WeakRef<readonly Item[]>[] = [];
    let list: readonly Item[] = Array.from({ length: 300 }, (_, at) => item(`!${String(at)}`));
    for (let round = 0; round < 40; round += 1) {
      known.of(list, undefined);
      gone.push(new WeakRef(list));
      list = round % 3 === 2 ? list.slice(0, -1) : [...list, item(`g${String(round)}`)];
    }
    known.of(list, undefined);
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    assert.ok(gone.filter((ref) => ref.deref() !== undefined).length <= 1);
  });
});
