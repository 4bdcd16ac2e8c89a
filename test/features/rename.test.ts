/** Rename: every place at once, or words that say why not. Places that change stand in `<<old|new>>`. */
import assert from 'node:assert/strict';
import { occurrencesOf, rangeOf } from '../../server/src/features/occurrences/index.ts';
import { findingsOf, specOf } from '../helpers/features.ts';
import { examples } from '../helpers/files.ts';
import { prepared, renamed } from '../helpers/navigation.ts';
import { crlf, cursorIn, dedent } from '../helpers/text.ts';

const MARK = /<<(?!:)([^|\n]*?)\|([^\n]*?)>>/g;

/** Title, the text with its places, and the new name. */
const RENAMES: readonly (readonly [string, string, string])[] = [
  ['a source field everywhere', dedent`
    data_contract:
      source_record:
        <<mail|email>>: { type: string, required: true, source_path: mail }
        mail_2: { type: string, required: true, source_path: mail.mail }
      target_record:
        mail: { type: string, mapped_from: source.<<mail|email>>, transformation: trim, required: true, target_path: mail }
        all: { type: string, mapped_from: derived, transformation: "concat('mail', source.mail_2, source.<<mail|email>>, source['x'], source.<<mail|email>>.lower())", required: true }
      not_written: { <<mail|email>>: mail }
      reverse:
        source_record: { mail: { type: string, required: true, source_path: mail } }
        target_record: { mail: { type: string, mapped_from: source.mail, transformation: trim, required: true } }
        not_written: {}
  `, 'email'],
  ['an object with all paths through it', dedent`
    data_contract:
      source_record:
        <<customer|buyer>>:
          type: object
          fields:
            customer: { type: string }
            name: { type: string }
            home: { type: object, fields: { street: { type: string } } }
      target_record:
        a: { mapped_from: source.<<customer|buyer>>.customer }
        b: { mapped_from: derived, transformation: 'source.<<customer|buyer>>["customer"]' }
      not_written:
        <<customer|buyer>>.name: x
        "<<customer|buyer>>.home.street": x
  `, 'buyer'],
  ['a nested field in the middle of paths', dedent`
    data_contract:
      source_record:
        customer: { type: object, fields: { <<home|address>>: { type: object, fields: { street: { type: string }, home: { type: string } } } } }
      target_record:
        a: { mapped_from: "source.customer.<<home|address>>.home" }
      not_written: { customer.<<home|address>>.street: x }
  `, 'address'],
  ['a field of an item', dedent`
    data_contract:
      source_record:
        lines: { type: array<object>, fields: { <<sku|code>>: { type: string } } }
      target_record:
        rows:
          type: array<object>
          mapped_from: source.lines
          fields:
            sku: { type: string, mapped_from: item.<<sku|code>> }
            upper: { type: string, mapped_from: derived, transformation: upper(item.<<sku|code>>) + source.lines[0].<<sku|code>> }
      not_written: { lines.<<sku|code>>: x }
  `, 'code'],
  ['a field to a name that is no identifier', dedent`
    data_contract:
      source_record:
        <<mail|e mail>>: { type: string }
      target_record:
        a: { mapped_from: source.<<mail|e mail>> }
        b: { mapped_from: derived, transformation: upper(source.<<mail|§e mail§>>) }
        c: { mapped_from: derived, transformation: "source['<<mail|e mail>>'] + source.<<mail|§e mail§>>" }
        d:
          mapped_from: derived
          transformation: >-
            concat(source.<<mail|§e mail§>>,
              source.<<mail|§e mail§>>)
      not_written: { <<mail|e mail>>: x }
  `.replaceAll('§', '`'), 'e mail'],
  ['a field back to an identifier', dedent`
    data_contract:
      source_record:
        <<e mail|mail>>: { type: string }
      target_record:
        a: { mapped_from: source.<<e mail|mail>> }
        b: { mapped_from: 'source.<<§e mail§|mail>>' }
        c: { mapped_from: derived, transformation: upper(source.<<§e mail§|mail>>) }
  `.replaceAll('§', '`'), 'mail'],
  ['a field to a name with quotes in it', dedent`
    data_contract:
      source_record:
        <<mail|it's "x">>: { type: string }
      target_record:
        a: { mapped_from: "source.<<mail|it's \"x\">>" }
        b: { mapped_from: 'source.<<mail|it''s "x">>' }
        c: { mapped_from: derived, transformation: 'source["<<mail|it''s \"x\">>"]' }
        d: { mapped_from: derived, transformation: "source['<<mail|it\\'s \"x\">>']" }
  `, `it's "x"`],
  ['a field to a word of the expression language', dedent`
    data_contract:
      source_record:
        <<a|in>>: { type: string }
      target_record:
        a: { mapped_from: source.<<a|in>> }
        b: { mapped_from: derived, transformation: source.<<a|§in§>> }
  `.replaceAll('§', '`'), 'in'],
  ['a field to what YAML would read as something else', dedent`
    data_contract:
      source_record:
        <<a|"null">>: { type: string }
      target_record:
        a: { mapped_from: source.<<a|null>> }
  `, 'null'],
  ['a value that needs quotes afterwards', dedent`
    data_contract:
      source_record:
        <<a|"x: y">>: { type: string }
      target_record:
        b: { mapped_from: derived, transformation: '{plain}' }
      not_written: {}
  `.replace("'{plain}'", '<<source.a + source.a|"source.`x: y` + source.`x: y`">>'), 'x: y'],
  ['a target field, its key alone', dedent`
    data_contract:
      source_record:
        mail: { type: string }
      target_record:
        <<mail|email>>: { mapped_from: source.mail, target_path: mail }
        other: { fields: { mail: { mapped_from: source.mail } } }
  `, 'email'],
  ['a nested target field to a name with a dot', 'data_contract:\n  target_record:\n    a: { fields: { <<b|x.y>>: { mapped_from: constant } } }\n', 'x.y'],
  ['a failure class of the author’s own, and what texts say of it', dedent`
    error_handling:
      failure_classes:
        <<order_locked|order_closed>>: { condition: order_locked_2, action: stop, retry: No, escalation: none }
    validation:
      criteria:
        error_behavior:
          test: >-
            Inject <<order_locked|order_closed>>
            and order_locked_2
  `, 'order_closed'],
  ['a failure class to a word that any sentence has', 'error_handling:\n  failure_classes:\n    <<order_locked|locked>>: { condition: <<order_locked|locked>> }\n', 'locked'],
  ['a criterion of the author’s own', 'validation:\n  criteria:\n    "<<control_totals|totals>>": { test: x }\n    rollback: { test: as in <<control_totals|totals>> }\n', 'totals'],
  ['blanks around the name off', 'data_contract: { source_record: { <<a|b>>: { type: string } }, target_record: { x: { mapped_from: source.<<a|b>> } } }\n', '  b '],
  ['a field that aliases repeat', dedent`
    data_contract:
      source_record:
        billing: { type: object, fields: &address { <<city|town>>: { type: string } } }
        shipping: { type: object, fields: *address }
      target_record:
        one: &one { mapped_from: &city source.billing.<<city|town>> }
        two: { mapped_from: source.shipping.<<city|town>> }
        three: { mapped_from: *city }
        four: *one
  `, 'town'],
  ['a field that is merged in', dedent`
    data_contract:
      source_record: &record
        <<a|b>>: { type: string }
      target_record:
        x: { mapped_from: source.<<a|b>> }
      reverse:
        source_record: { <<: *record, c: { type: string } }
        target_record:
          x: { mapped_from: source.<<a|b>> }
        not_written: { <<a|b>>: x, c: y }
  `, 'b'],
  ['a field with a quote in backticks', 'data_contract:\n  source_record:\n    "it\'s": { type: string }\n    <<a|b>>: { type: string }\n  target_record:\n    x: { mapped_from: derived, transformation: "concat(source.`it\'s`, source.<<a|b>>, source.`it\'s`)" }\n', 'b'],
  ['a field in braces that are half typed', 'data_contract:\n  source_record:\n    <<a|b>>: { type: string }\n  target_record:\n    x: { type: string, mapped_from: source.<<a|b>>\n    y: { mapped_from: source.<<a|b>> }\n', 'b'],
  ['a field beside a fault elsewhere', 'data_contract:\n  source_record:\n    <<a|b>>: { type: string }\n  target_record:\n    x: { type: string, mapped_from: source.<<a|b>> }\n    y: { mapped_from: "source.c }\nz\n', 'b'],
  ['a field to the name that its references have already', 'data_contract:\n  source_record:\n    <<mial|mail>>: { type: string }\n  target_record:\n    a: { mapped_from: source.mail }\n    b: { mapped_from: source.<<mial|mail>> }\n', 'mail'],
];

/** Title, the text with `<|>`, the new name, and what the refusal says. */
const REFUSALS: readonly (readonly [string, string, string, RegExp])[] = [
  ['an empty name', 'data_contract: { source_record: { <|>a: { type: string } } }\n', ' ', /A name is missing/],
  ['a name of two lines', 'data_contract: { source_record: { <|>a: { type: string } } }\n', 'a\nb', /one line/],
  ['a dot in a source field', 'data_contract: { source_record: { <|>a: { type: string } } }\n', 'a.b', /`a\.b` cannot name a source field: a dot/],
  ['a backtick in a source field', 'data_contract: { source_record: { <|>a: { type: string } } }\n', 'a`b', /backtick/],
  ['YAML’s own key', 'data_contract: { source_record: { <|>a: { type: string } } }\n', '<<', /YAML merges/],
  ['the name of a sibling', 'data_contract:\n  source_record:\n    a: { type: string }\n    b: { type: string }\n  target_record:\n    x: { mapped_from: source.<|>a }\n', 'b', /`b` is there already, in line 4: two names in the same record/],
  ['the name of a target sibling', 'data_contract:\n  target_record:\n    <|>a: { type: string }\n    b: { type: string }\n', 'b', /`b` is there already, in line 4/],
  ['the name of another class', 'error_handling:\n  failure_classes:\n    <|>own_class: { condition: x }\n    auth_failure: { condition: x }\n', 'auth_failure', /there already, in line 4: two names in `failure_classes`/],
  ['a class of the template', 'error_handling:\n  failure_classes:\n    <|>auth_failure: { condition: x }\n', 'x', /`auth_failure` is a failure class of the template/],
  ['a criterion of the template', 'validation:\n  criteria:\n    <|>rollback: { test: x }\n', 'x', /`rollback` is a criterion of the template/],
  ['a section', 'author: see §1<|>\nintegration_purpose: { why: x }\n', 'x', /`integration_purpose` is a section of the template/],
  ['a value', 'data_contract:\n  source_record:\n    a: { type: string, enum: [o<|>n] }\n  target_record:\n    x: { mapped_from: source.a, transformation: map values, value_map: { on: x } }\n', 'x', /`on` is a value, not a name/],
  ['a system', 'source_system:\n  system_name: A<|>\n', 'x', /`A` is a value/],
  ['a name that `not_written` has already', 'data_contract:\n  source_record:\n    <|>a: { type: string }\n  not_written: { a: x, b: y }\n', 'b', /`a` cannot become `b`\. `b` is given twice/],
  ['what stands in a text that would be rewritten', 'data_contract:\n  source_record:\n    <|>a: { type: string }\n  target_record:\n    x: { type: string, mapped_from: derived, transformation: | lower(source.a) }\n', 'b', /`a` cannot be renamed yet: what is wrong in line 5 may hide a place that names it/],
  ['what stands behind an open quote', 'data_contract:\n  source_record:\n    <|>a: { type: string }\n  target_record:\n    x:\n      mapped_from: derived\n      transformation: "lower(source.a\n      type: string\n', 'b', /`a` cannot be renamed yet: what is wrong in line 7/],
  ['what stands behind an open quote, over two lines', 'data_contract:\n  source_record:\n    <|>a: { type: string }\n  target_record:\n    x:\n      mapped_from: derived\n      transformation: "lower(source.a) +\n        source.a\n      type: string\n', 'b', /`a` cannot be renamed yet: what is wrong in line 7/],
  ['what YAML would swallow a part of', 'data_contract:\n  source_record:\n    <|>a: { type: string }\n  target_record:\n    x:\n      mapped_from: source.a #x\n', 'b', /`a` cannot be renamed yet: what is wrong in line 6/],
  ['a name that a merged map would lose', dedent`
    data_contract:
      source_record: &record
        <|>a: { type: string }
      target_record: {}
      reverse:
        source_record: { <<: *record, b: { type: string } }
        target_record: { x: { mapped_from: source.a } }
        not_written: {}
  `, 'b', /`b` is there already, in line 6/],
  ['a field whose reference is shared with another’s', dedent`
    data_contract:
      source_record:
        <|>a: { type: string }
      target_record:
        x: { mapped_from: &x source.a }
      reverse:
        source_record: { a: { type: string } }
        target_record: { y: { mapped_from: *x } }
  `, 'b', /`a` cannot become `b` everywhere: `a` in line 8 would then mean something else/],
  ['a field that another merged one would come to light behind', dedent`
    data_contract:
      source_record: &record
        a: { type: string }
      reverse:
        source_record:
          <<: *record
          <|>a: { type: integer }
        target_record: { x: { mapped_from: source.a } }
        not_written: {}
  `, 'b', /`a` cannot become `b` everywhere: `a` in line 3/],
];

/** The rules are run over one in so many renamed documents. */
const FINDINGS_EVERY = 5;

function before(marked: string): string {
  return marked.replace(MARK, '$1');
}

describe('rename', () => {
  for (const [title, marked, name] of RENAMES) {
    for (const [suffix, given] of [['', marked], [', with CRLF', crlf(marked)]] as const) {
      it(`changes ${title}${suffix}`, () => {
        const text = before(given);
        const spec = specOf(text);
        let shift = 0;
        let tried = 0;
        for (const match of given.matchAll(MARK)) {
          const start = match.index - shift;
          shift += match[0].length - (match[1] ?? '').length;
          // Where a whole value is written anew, the place in it is not marked.
          if ((match[1] ?? '').includes('+')) continue;
          for (const offset of [start + 1, start + (match[1] ?? '').length - 1]) assert.deepEqual(renamed(spec, offset, name), { document: given.replace(MARK, '$2') });
          tried += 1;
        }
        assert.ok(tried > 0);
      });
    }
  }

  for (const [title, marked, name, words] of REFUSALS) {
    it(`refuses ${title}`, () => {
      const { text, offset } = cursorIn(marked);
      const answer = renamed(specOf(text), offset, name);
      assert.ok(answer && 'refusal' in answer, JSON.stringify(answer));
      assert.match(answer.refusal, words);
    });
  }

  it('starts with the name as it is, without quotes and backticks', () => {
    const text = 'data_contract:\n  source_record:\n    "a b": { type: string }\n  target_record:\n    x: { mapped_from: derived, transformation: source.`a b` + source["a b"] }\n  not_written: { a b: x }\n';
    const spec = specOf(text);
    assert.deepEqual([...text.matchAll(/a b/g)].map(({ index }) => prepared(spec, index + 1)), ['3:5 "a b" (a b)', '5:55 `a b` (a b)', '5:70 "a b" (a b)', '6:18 a b (a b)']);
  });

  it('is nothing where nothing has a name, and where the name stays', () => {
    const { text, offset } = cursorIn('author: Da<|>na\ndata_contract: { source_record: { a: { type: string } } }\n');
    const spec = specOf(text);
    assert.deepEqual([prepared(spec, offset), renamed(spec, offset, 'x')], [undefined, undefined]);
    assert.deepEqual(renamed(spec, text.indexOf('a: {'), 'a'), { document: text });
  });

  it('refuses from the start what has no name of its own', () => {
    const { text, offset } = cursorIn('error_handling:\n  failure_classes:\n    auth_<|>failure: { condition: x }\n');
    assert.match(prepared(specOf(text), offset) ?? '', /of the template/);
  });

  for (const { name, text } of examples) {
    it(`leaves the findings of ${name} as they are, and leads back`, function () {
      this.timeout(120_000);
      const spec = specOf(text);
      const findings = findingsOf(text);
      const symbols = new Set([...occurrencesOf(spec).all()].map(({ symbol }) => symbol));
      let count = 0;
      for (const symbol of symbols) {
        const [first, ...rest] = occurrencesOf(spec).of(symbol);
        assert.ok(first);
        const last = rest.at(-1) ?? first;
        const answer = renamed(spec, rangeOf(spec.tree, last).start, 'fresh_name');
        assert.ok(answer);
        if ('refusal' in answer) {
          assert.match(answer.refusal, /is a (failure class|criterion|section) of the template|is a value/);
          continue;
        }
        count += 1;
        if (count % FINDINGS_EVERY === 1) assert.deepEqual(findingsOf(answer.document), findings, symbol.name);
        const after = specOf(answer.document);
        const there = [...occurrencesOf(after).all()].find((each) => each.symbol.name === 'fresh_name' && each.symbol.kind === symbol.kind);
        assert.ok(there);
        assert.deepEqual(renamed(after, rangeOf(after.tree, there).start, symbol.name), { document: text }, symbol.name);
      }
      assert.ok(count > 10, String(count));
    });
  }
});
