/** A complete spec without findings, with values of it replaced. */
import assert from 'node:assert/strict';
import { fixture } from './files.ts';

const BASE = fixture('base.intspec.yaml');

/** The base spec with the first occurrence of a text, which must be there, replaced. */
export function baseWith(...replaced: readonly (readonly [string, string])[]): string {
  return replaced.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, () => to);
  }, BASE);
}

/** The base spec with the value of a key of a failure class replaced, with all its lines. */
export function classWith(name: string, values: Readonly<Record<string, string>>, text = BASE): string {
  return Object.entries(values).reduce((spec, [key, value]) => {
    const start = spec.search(new RegExp(`^    ${name}:$`, 'm'));
    const from = spec.indexOf(`\n      ${key}:`, start) + key.length + 8;
    const to = from + spec.slice(from).search(/\n {0,6}\S/);
    assert.ok(start >= 0 && from > start && to > from, `${name}.${key}`);
    return `${spec.slice(0, from)}${value === '' ? '' : ' '}${value}${spec.slice(to)}`;
  }, text);
}
