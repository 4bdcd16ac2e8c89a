/** The template's layout holds every key of the format, and says again nothing that the schema says. */
import assert from 'node:assert/strict';
import type { Place } from '../../server/src/exports/layout.ts';
import { isWholeSection, layout, rowKey, rowTitle } from '../../server/src/exports/layout.ts';
import type { Schema } from '../../server/src/model/schema.ts';
import { childSchema, keysOf, specSchema, topLevelKeys } from '../../server/src/model/schema.ts';

/** The paths of all keys that the format has, rows as `*`. Value maps hold values, and no keys. */
function keysBelow(schema: Schema | undefined, path: string, depth = 0): string[] {
  if (!schema || depth > 6) return [];
  const own = keysOf(schema).flatMap(({ name, schema: child }) => [`${path}${name}`, ...keysBelow(child, `${path}${name}.`, depth + 1)]);
  const row = schema['x-row'] === undefined || schema['x-row'] === 'value' ? undefined : childSchema(schema, '\0');
  const isRecursive = path.split('.').filter((part) => part === 'fields').length > 0;
  return [...own, ...(row && !isRecursive ? keysBelow(row, `${path}*.`, depth + 1) : [])];
}

function placed(place: Place, path: string): string[] {
  switch (place.shape) {
    case 'value': return [path + place.key];
    case 'parts': return [path + place.key, ...[place.main, ...place.parts.map(({ key }) => key)].map((key) => `${path}${place.key}.${key}`)];
    case 'sentence': return [path + place.key, ...place.sentence.flatMap((piece) => (typeof piece === 'string' ? [] : [`${path}${place.key}.${piece.key}`]))];
    case 'list': case 'reasons': return [path + place.key];
    case 'prefixed': return place.lists.flatMap((list) => list.path.map((_, at) => path + list.path.slice(0, at + 1).join('.')));
    case 'group': return [path + place.key, ...place.places.flatMap((inner) => placed(inner, `${path}${place.key}.`))];
    case 'table': return [path + place.key, ...[...place.columns.flatMap(({ key, more }) => [...(key === undefined ? [] : [key]), ...more.map((each) => each.key)]), ...(place.nested === undefined ? [] : [place.nested])].map((key) => `${path}${place.key}.*.${key}`)];
  }
}

/** A row that the format names has the keys of any row. */
function asRow(path: string): string {
  return path.replace(/^(error_handling\.failure_classes|volume_and_rate_limits\.metrics|validation\.criteria|spec_approval)\.[^.*]+/, '$1.*');
}

describe('the layout', () => {
  const all = layout.flatMap(({ key, places }) => [...(key === undefined ? [] : [key]), ...places.flatMap((place) => placed(place, key === undefined || isWholeSection(place) ? '' : `${key}.`))]);

  it('has a place for every key of the format, and for nothing else', () => {
    const wanted = new Set(keysBelow(specSchema, '').filter((path) => !path.includes('fields.')).map(asRow).filter((path) => !path.endsWith('.*')));
    assert.deepEqual([...new Set(all)].sort(), [...wanted].sort());
    assert.ok(wanted.size > 120);
  });

  it('has each place once', () => {
    const twice = all.filter((path, at) => all.indexOf(path) !== at && path !== 'spec_approval' && path !== 'agent_execution_instructions.authorized_actions');
    assert.deepEqual(twice, []);
  });

  it('is in the order of the template', () => {
    const order = layout.flatMap(({ key, places }) => (key === undefined ? places.flatMap((place) => ('key' in place ? [place.key] : [])) : [key]));
    assert.deepEqual(order, topLevelKeys);
  });

  it('calls rows so that their keys can be told from it', () => {
    for (const { places } of layout) {
      for (const table of places) {
        if (table.shape !== 'table' || table.nested !== undefined) continue;
        for (const key of ['records_per_batch', 'source_api_calls_per_minute', 'auth_failure', 'a', 'technical_reviewer']) {
          const title = rowTitle(table, key);
          assert.equal(title === undefined ? key : rowKey(table, title), key);
        }
        assert.equal(rowTitle(table, 'MyClass'), undefined);
        assert.equal(rowTitle(table, 'a__b'), undefined);
      }
    }
  });

  it('words the choices that it words otherwise as the format has them', () => {
    for (const { key, places } of layout) {
      for (const place of places) {
        if (place.shape !== 'value' || !place.words) continue;
        const choices = childSchema(childSchema(specSchema, key ?? ''), place.key)?.anyOf?.map((choice) => choice.const);
        assert.deepEqual(Object.keys(place.words), choices);
      }
    }
  });
});
