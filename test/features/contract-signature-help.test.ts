/** Signature help inside the calls of derived expressions. */
import assert from 'node:assert/strict';
import { contractWith, fieldWith, itemWith } from '../helpers/contracts.ts';
import { specOf } from '../helpers/features.ts';
import { crlf, cursorIn } from '../helpers/text.ts';
import { signatureHelpAt } from '../../server/src/features/signature-help.ts';

/** The signature with the active parameter in `«»`. */
function help(marked: string): string | undefined {
  const { text, offset } = cursorIn(marked);
  const found = signatureHelpAt(specOf(text), offset);
  const [signature] = found?.signatures ?? [];
  if (!found || !signature) return undefined;
  const place = signature.parameters?.[found.activeParameter ?? -1]?.label;
  if (!place || typeof place === 'string') return signature.label;
  const [start, end] = place;
  return `${signature.label.slice(0, start)}«${signature.label.slice(start, end)}»${signature.label.slice(end)}`;
}

const CALLS: readonly (readonly [string, string, string])[] = [
  ['behind the bracket', fieldWith('string', 'derived', 'truncate(<|>)'), 'truncate(«text», length)'],
  ['in an unfinished call', fieldWith('string', 'derived', 'truncate(<|>'), 'truncate(«text», length)'],
  ['behind a comma', fieldWith('string', 'derived', 'truncate(source.name,<|>'), 'truncate(text, «length»)'],
  ['behind a comma and a blank', fieldWith('string', 'derived', 'truncate(source.name, <|>'), 'truncate(text, «length»)'],
  ['in the inner of two calls', fieldWith('string', 'derived', 'truncate(lower(<|>source.name), 5)'), 'lower(«text»)'],
  ['behind the inner of two calls', fieldWith('string', 'derived', 'truncate(lower(source.name), <|>5)'), 'truncate(text, «length»)'],
  ['with a receiver', fieldWith('string', 'derived', 'source.name.truncate(<|>)'), 'truncate(text, «length»)'],
  ['in brackets inside a call', fieldWith('string', 'derived', 'truncate((source.name <|>), 5)'), 'truncate(«text», length)'],
  ['behind a comma in a string', fieldWith('string', 'derived', "truncate('a,b' <|>, 5)"), 'truncate(«text», length)'],
  ['in double quotes', fieldWith('string', 'derived', '"truncate(\\"a\\", <|>)"'), 'truncate(text, «length»)'],
  ['in a folded block', fieldWith('string', 'derived', '>-\n        truncate(\n          source.name,\n          5<|>)'), 'truncate(text, «length»)'],
  ['in a flow map', contractWith('out: { type: string, mapped_from: derived, transformation: "truncate(source.name, <|>", required: true }\n'), 'truncate(text, «length»)'],
  ['on an item', itemWith('string', 'derived', 'truncate(item.sku, <|>'), 'truncate(text, «length»)'],
];

const SILENCE: readonly (readonly [string, string])[] = [
  ['in front of the bracket', fieldWith('string', 'derived', 'truncate<|>(source.name, 5)')],
  ['behind the call', fieldWith('string', 'derived', 'truncate(source.name, 5)<|>')],
  ['in an unknown function', fieldWith('string', 'derived', 'nonsense(<|>)')],
  ['in phrases', fieldWith('string', 'source.name', 'truncate(<|>)')],
  ['in other values', 'author: truncate(<|>)\n'],
];

describe('signature help', () => {
  for (const [title, marked, expected] of CALLS) {
    it(`is there ${title}`, () => assert.equal(help(marked), expected));
    it(`is there ${title}, with CRLF`, () => assert.equal(help(crlf(marked)), expected));
  }
  for (const [title, marked] of SILENCE) it(`is silent ${title}`, () => assert.equal(help(marked), undefined));
});
