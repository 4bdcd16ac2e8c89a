import assert from 'node:assert/strict';
import { specOf } from '../helpers/features.ts';
import { examples } from '../helpers/files.ts';
import { ALL_HINTS, hinted, ODD_YAML } from '../helpers/structure.ts';
import { crlf, dedent } from '../helpers/text.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';

/** The text with the hints of one kind; given is the text with them. */
function shows(marked: string, kind: 'sourceTypes' | 'resultTypes' | 'quantities'): void {
  const kinds = { sourceTypes: false, resultTypes: false, quantities: false, [kind]: true };
  assert.equal(hinted(marked.replace(/«[^»]*»/g, ''), kinds), marked);
}

describe('the type beside `mapped_from`', () => {
  it('is that of the field, with what is said of its presence', () => {
    shows(dedent`
      data_contract:
        source_record:
          a: { type: string(50), required: true, source_path: a }
          b: { type: decimal(10,2), required: false, nullable: true, source_path: b }
          c: { type: integer, required: false, default: 0, source_path: c }
          d: { type: object, required: false, source_path: d, fields: { e: { type: date, required: true, source_path: d.e } } }
          l: { type: array<object>, required: true, source_path: l, fields: { sku: { type: uuid, required: true, source_path: l[].sku } } }
        target_record:
          a: { mapped_from: source.a«string(50)», transformation: exact copy }
          b: { mapped_from: "source.b"«decimal(10,2), optional, nullable» }
          c: { mapped_from: source.c«integer, with default» } # why
          e: { mapped_from: source.d.e«date, optional» }
          l:
            type: array<object>
            mapped_from: source.l«array<object>»
            fields: { sku: { type: string, mapped_from: item.sku«uuid» } }
          n: { mapped_from: derived, transformation: source.a }
          o: { mapped_from: source.unknown }
          p: { mapped_from: source. }
          q: { mapped_from: }
    `.replaceAll('decimal(10,2)', '"decimal(10,2)"').replace('«"decimal(10,2)"', '«decimal(10,2)'), 'sourceTypes');
  });

  it('is not there where the type is not known', () => {
    shows('data_contract:\n  source_record: { a: { type: TBD }, b: {} }\n  target_record: { a: { mapped_from: source.a }, b: { mapped_from: source.b } }\n', 'sourceTypes');
  });
});

describe('the type that a transformation yields', () => {
  it('is shown where it is not the one that goes in', () => {
    shows(dedent`
      data_contract:
        source_record:
          a: { type: string(50), required: true, source_path: a }
          b: { type: string(50), required: false, source_path: b }
        target_record:
          a: { type: string, mapped_from: source.a, transformation: exact copy }
          b: { type: string, mapped_from: source.a, transformation: trim, lowercase }
          c: { type: string, mapped_from: source.b, transformation: "truncate to 5"«→ string(5), nullable» }
          d: { type: string, mapped_from: derived, transformation: lower(source.a)«→ string(50)» }
          e:
            mapped_from: derived
            transformation: >-
              concat(source.a,
              'x')«→ string(51)»

            type: string
          f: { type: integer, mapped_from: derived, transformation: length(source.b)«→ integer, nullable» }
          g: { type: string, mapped_from: source.a, transformation: no such step }
          h: { type: string, mapped_from: derived, transformation: lower(source.a }
          i: { type: string, mapped_from: derived, transformation: lower(source.nothing) }
          j: { type: string, mapped_from: constant, transformation: X }
    `.replace('transformation: trim, lowercase', 'transformation: "trim, lowercase"').replace('transformation: lower(source.a }', 'transformation: "lower(source.a" }'), 'resultTypes');
  });
});

describe('a quantity', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a rate is shown per minute', 'source_system: { rate_limits: 2 requests per second«= 120/min» }\n'],
    ['a rate with a fraction is rounded', 'source_system:\n  rate_limits: 5,000 requests per hour«= 83.33/min»\n'],
    ['a rate that is per minute says it already', 'source_system: { rate_limits: 100/min }\n'],
    ['of several rates the strictest counts', 'source_system:\n  rate_limits: "19 requests per second, 625,000 requests per day"«= 434.03/min»\n'],
    ['a limit of requests at a time is none per minute', 'source_system: { rate_limits: 4 concurrent requests }\n'],
    ['a rate that cannot be read is left alone', 'source_system: { rate_limits: about 100 an hour or so }\n'],
    ['a placeholder is left alone', 'source_system: { rate_limits: TBD }\n'],
    ['a duration is shown in its largest units', 'rollback_plan:\n  rollback_window: 1,440 min«= 1 d»\n'],
    ['a duration of two units', 'rollback_plan: { rollback_window: 90 minutes«= 1 h 30 min» }\n'],
    ['a duration in its largest unit says it already', 'rollback_plan: { rollback_window: 14 days }\n'],
    ['a schedule tells how often it runs', 'integration_purpose:\n  trigger: { kind: schedule, every: 15 minutes«= 96/day» }\n'],
    ['a schedule in a small unit tells both', 'integration_purpose:\n  trigger: { kind: schedule, every: 60 min«= 1 h, 24/day» }\n'],
    ['what is no schedule does not run every so often', 'integration_purpose:\n  trigger: { kind: event, every: 15 minutes }\n'],
    ['a schedule once a day says it already', 'integration_purpose:\n  trigger: { kind: schedule, every: 1 day }\n'],
    ['a figure is the one that messages give', 'source_system: { rate_limits: "1,000,000 requests per day"«= 694.44/min» }\nintegration_purpose: { trigger: { kind: schedule, every: 7 minutes«= 205.71/day» } }\n'],
    ['a volume is shown per day', 'integration_purpose: { expected_volume: 20 messages per second«= 1,728,000/day» }\n'],
    ['a volume per day says it already', 'integration_purpose:\n  expected_volume: 2,400 events per day\n'],
    ['a volume per batch needs the batches', 'integration_purpose: { expected_volume: 400 records per batch }\n'],
    ['a volume is shown before its peak, of which it does not speak', 'integration_purpose: { expected_volume: "20 messages per second«= 1,728,000/day», peak 80 per second" }\n'],
    ['a volume per batch is multiplied by them', 'integration_purpose: { expected_volume: 400 records per batch«= 38,400/day» }\nvolume_and_rate_limits: { metrics: { batches_per_day: { expected: 96 } } }\n'],
    ['a latency has a duration in it', 'integration_purpose: { latency_requirement: Near-real-time (< 300 seconds«= 5 min») }\n'],
    ['the steps of an action have them too', 'error_handling: { failure_classes: { x: { action: pause 120 seconds«= 2 min»; hope; retry 3 times, escalation: alert if > 5 in 60 minutes«= 1 h» } } }\n'],
  ];
  for (const [what, marked] of cases) {
    it(`: ${what}`, () => shows(marked, 'quantities'));
  }

  it('stands inside quotes and block texts where it belongs', () => {
    shows('error_handling:\n  failure_classes:\n    x:\n      action: >-\n        pause 120 seconds«= 2 min»;\n        stop\n      escalation: "alert if > 5 in 60 minutes"«= 1 h»\n', 'quantities');
  });
});

describe('hints', () => {
  it('are of the kinds that are wanted', () => {
    for (const { text } of examples) {
      assert.equal(hinted(text, { sourceTypes: false, resultTypes: false, quantities: false }), text);
      const one = (kind: keyof typeof ALL_HINTS): number => inlayHints(specOf(text), { start: 0, end: text.length }, { sourceTypes: false, resultTypes: false, quantities: false, [kind]: true }).length;
      const all = inlayHints(specOf(text), { start: 0, end: text.length }, ALL_HINTS).length;
      assert.equal(one('sourceTypes') + one('resultTypes') + one('quantities'), all);
      assert.ok(one('sourceTypes') > 0 && one('resultTypes') > 0 && one('quantities') > 0);
    }
  });

  it('are those of the range that is asked for', () => {
    const [{ text } = { text: '' }] = examples;
    const spec = specOf(text);
    const whole = inlayHints(spec, { start: 0, end: text.length }, ALL_HINTS);
    const middle = spec.tree.positionAt(text.indexOf('target_record:')).line;
    const line = (at: number): number => spec.tree.offsetAt({ line: at, character: 0 });
    const parts = [[0, middle], [middle, middle + 40], [middle + 40, 100_000]].flatMap(([from = 0, to = 0]) =>
      inlayHints(spec, { start: line(from), end: line(to) }, ALL_HINTS).filter(({ position }) => position.line >= from && position.line < to));
    assert.deepEqual(new Set(parts.map((hint) => JSON.stringify(hint))), new Set(whole.map((hint) => JSON.stringify(hint))));
    const few = inlayHints(spec, { start: line(middle), end: line(middle + 8) }, ALL_HINTS);
    assert.ok(few.length > 0 && few.length < whole.length / 4);
  });

  it('are the same with either line end', () => {
    for (const { text } of [...examples, { text: ODD_YAML }]) assert.equal(hinted(crlf(text)), crlf(hinted(text)));
  });

  it('stand once where something is repeated by reference, at the place where it is written', () => {
    const marked = dedent`
      data_contract:
        source_record: &s { a: { type: string(5), required: true, source_path: a } }
        target_record:
          a: &a { type: string, mapped_from: source.a«string(5)», transformation: exact copy }
          b: *a
          c: { <<: *a, transformation: truncate to 3«→ string(3)» }
        reverse: { source_record: *s, target_record: { d: *a } }
    `;
    assert.equal(hinted(marked.replace(/«[^»]*»/g, '')), marked);
  });
});
