/** Definition, references and highlights: from each place that names a thing to its declaration, and to all the others. */
import assert from 'node:assert/strict';
import { DocumentHighlightKind } from 'vscode-languageserver-types';
import { definitionsAt } from '../../server/src/features/definition.ts';
import { highlightsAt } from '../../server/src/features/document-highlight.ts';
import { specOf, URI } from '../helpers/features.ts';
import { definitions, highlights, references, shownOffsets } from '../helpers/navigation.ts';
import { crlf, cursorIn, dedent, marksIn } from '../helpers/text.ts';

interface Case {
  readonly title: string;
  /** Every place that names the thing stands in `<<…>>`. */
  readonly marked: string;
  /** Which of them declares it. */
  readonly declaration?: number;
}

const RECORD = dedent`
  data_contract:
    source_record:
      id: { type: integer, required: true, source_path: id }
      note: { type: string, required: false, source_path: note }
      odd name: { type: string, required: true, source_path: odd }
      customer:
        type: object
        required: true
        source_path: customer
        fields:
          email: { type: string, required: true, source_path: customer.email }
          note: { type: string, required: true, source_path: customer.note }
      lines:
        type: array<object>
        required: true
        source_path: lines
        fields:
          sku: { type: string, required: true, source_path: "lines[].sku" }
          note: { type: string, required: true, source_path: "lines[].note" }
    target_record:
      number: { type: string, mapped_from: source.id, transformation: to text, required: true, key: true }
      text: { type: string, mapped_from: derived, transformation: 'concat(source.customer.email, source["odd name"], source.customer["email"], toText(source.id))', required: true }
      quoted: { type: string, mapped_from: "source.customer.email", transformation: trim, required: true }
      first: { type: string, mapped_from: derived, transformation: 'source.lines[0].sku + (source.customer).email + source.email', required: true }
      method: { type: string, mapped_from: derived, transformation: 'source.\`odd name\`.lower()', required: true }
      rows:
        type: array<object>
        mapped_from: source.lines
        required: true
        fields:
          code: { type: string, mapped_from: item.sku, transformation: exact copy, required: true }
          both: { type: string, mapped_from: derived, transformation: "concat(item.sku, 'item.sku', source.id.toText())", required: true }
    not_written:
      note: Nobody reads it
      customer.note: Nobody reads it
      'lines.note': Nobody reads it
    reverse:
      source_record:
        id: { type: integer, required: true, source_path: id }
        customer: { type: string, required: true, source_path: customer }
      target_record:
        id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }
      not_written: { customer: Nobody reads it }
`.replaceAll('\\`', '`');

/** The record with marks around a name at some of its lines; a line is told by how it begins. */
function record(marks: readonly (readonly [line: string, ...names: string[]])[]): string {
  const lines = RECORD.split('\n');
  let at = -1;
  for (const [start, ...names] of marks) {
    at = lines.findIndex((line, index) => index > at && line.trim().startsWith(start));
    assert.ok(at >= 0, start);
    let line = lines[at] ?? '';
    let from = 0;
    for (const name of names) {
      // `before|name`: behind what stands before it.
      const [before = '', word = ''] = name.includes('|') ? name.split('|') : ['', name];
      const start = line.indexOf(before + word, from) + before.length;
      assert.ok(start >= before.length, `${name} in ${line}`);
      line = `${line.slice(0, start)}<<${word}>>${line.slice(start + word.length)}`;
      from = start + word.length + 4;
    }
    lines[at] = line;
  }
  return lines.join('\n');
}

const CASES: readonly Case[] = [
  { title: 'a source field', marked: record([['id:', 'id'], ['number:', 'source.|id'], ['text:', 'source.|id'], ['both:', 'source.|id']]) },
  { title: 'an object, also where a path goes through it', marked: record([['customer:', 'customer'], ['text:', 'customer', 'customer'], ['quoted:', 'customer'], ['first:', 'customer'], ['customer.note', 'customer']]) },
  { title: 'a nested field', marked: record([['email:', 'email'], ['text:', 'email', '"email"'], ['quoted:', 'email'], ['first:', 'customer).|email']]) },
  { title: 'a name that is no identifier', marked: record([['odd name:', 'odd name'], ['text:', '"odd name"'], ['method:', '`odd name`']]) },
  { title: 'an array', marked: record([['lines:', 'lines'], ['first:', 'lines'], ['mapped_from: source.lines', 'lines'], ["'lines.note'", 'lines']]) },
  { title: 'a field of an item', marked: record([['sku:', 'sku'], ['first:', 'sku'], ['code:', 'item.|sku'], ['both:', 'item.|sku']]) },
  { title: 'a field that is left out', marked: record([['note:', 'note'], ['note: Nobody', 'note']]) },
  { title: 'a nested field that is left out', marked: record([['email:'], ['note:', 'note'], ['customer.note', 'customer.|note']]) },
  { title: 'a nested field that is left out, in quotes', marked: record([['sku:'], ['note:', 'note'], ["'lines.note'", 'lines.|note']]) },
  { title: 'a target field', marked: record([['number:', 'number']]) },
  { title: 'a nested target field', marked: record([['code:', 'code']]) },
  { title: 'a field of the way back', marked: record([['reverse:'], ['id:', 'id'], ['target_record:'], ['id:', 'source.|id']]) },
  { title: 'a field that the way back leaves out', marked: record([['reverse:'], ['customer:', 'customer'], ['not_written:', 'customer']]) },
  {
    title: 'a field in block texts',
    marked: dedent`
      data_contract:
        source_record:
          "<<a b>>": { type: string, required: true, source_path: a }
        target_record:
          x:
            mapped_from: derived
            transformation: >-
              concat(
                source.§<<§a b§>>§,
                'source.§a b§')
          y:
            mapped_from: derived
            transformation: |
              // source.a b
              trim(source["<<a b>>"])
          z: { mapped_from: source.<<a b>> }
    `.replaceAll('§<<§', '<<`').replaceAll('§>>§', '`>>').replaceAll('§', '`').replace('["<<a b>>"]', '[<<"a b">>]').replace('"<<a b>>":', '<<"a b">>:'),
  },
  {
    title: 'a field in an expression that is not finished',
    marked: dedent`
      data_contract:
        source_record:
          <<a>>: { type: string, required: true, source_path: a }
        target_record:
          x: { mapped_from: derived, transformation: "concat(source.<<a>>, source.<<a>> source.<<a>>" }
    `,
  },
  {
    title: 'a source value',
    marked: dedent`
      data_contract:
        source_record:
          state: { type: string, required: true, source_path: state, enum: [<<Open>>, Closed] }
        target_record:
          a: { type: string, mapped_from: source.state, transformation: map values, required: true, value_map: { <<Open>>: Closed, Closed: Open } }
          b: { type: string, mapped_from: source.state, transformation: "lowercase, map values", required: true, value_map: { <<open>>: x, closed: y } }
    `,
  },
  {
    title: 'a target value',
    marked: dedent`
      data_contract:
        source_record:
          state: { type: integer, required: true, source_path: state, enum: [1, 2, 3] }
        target_record:
          a:
            type: string
            mapped_from: source.state
            transformation: map values
            required: true
            enum: [<<on>>, off]
            value_map:
              1: <<on>>
              2: off
              3: <<"on">>
    `,
  },
  {
    title: 'a section',
    marked: dedent`
      integration_purpose:
        why: See <<section 4>> and <<§4>>, not section 4.2, section 40, section 4 of the RFC or §5.   # <<§ 4>> again
        trigger: { kind: event, event: "GDPR §4 applies, as does the Data Act § 4; see Error Handling <<§4>>. In <<§ 4>> and (<<§4>>) too" }
      <<error_handling>>:
        dead_letter_queue: none
      validation:
        criteria:
          rollback: { test: "Sections 2, <<4>> and 9; <<Section 4>>.", pass_condition: As <<Section 4>> of this spec says }
    `,
    declaration: 6,
  },
  {
    title: 'a failure class of the author’s own',
    marked: dedent`
      error_handling:
        failure_classes:
          <<order_locked>>: { condition: x, action: stop, retry: No, escalation: none }
          other: { condition: other than <<order_locked>>, action: stop, retry: No, escalation: none }
      validation:
        criteria:
          error_behavior:
            test: Inject <<order_locked>>, order_locked_2, any other and §<<order_locked>>§ again
    `.replaceAll('§', '`'),
  },
  {
    title: 'a failure class with a name that any sentence may have, in backticks',
    marked: dedent`
      error_handling:
        failure_classes:
          <<timeout>>: { condition: A timeout, action: stop, retry: No, escalation: none }
      validation:
        criteria:
          error_behavior: { test: "A timeout gives §<<timeout>>§" }
    `.replaceAll('§', '`'),
  },
  {
    title: 'a criterion',
    marked: dedent`
      validation:
        criteria:
          <<control_totals>>: { test: a, pass_condition: b }
      rollback_plan:
        rollback_procedure:
          - Verify as in <<control_totals>>
    `,
  },
  {
    title: 'a system',
    marked: dedent`
      source_system:
        system_name: <<Shopify>>
      agent_execution_instructions:
        authorized_actions:
          read_from: [<<shopify>>, Shopify Plus]
          write_to:
            - <<"Shopify">>
    `,
  },
  {
    title: 'the dead letter queue',
    marked: dedent`
      error_handling:
        failure_classes:
          a: { condition: x, action: log specifics; <<route to dead letter>>, retry: No, escalation: <<alert if dead letter > 10 records>> }
          b:
            action: >-
              complete successful records;
              <<route failures to DLQ>>
        dead_letter_queue: <<s3://q/>>
      agent_execution_instructions:
        authorized_actions:
          write_to:
            - NetSuite
            - <<s3://q/>>
    `,
    declaration: 3,
  },
  {
    title: 'a dead letter queue that is none',
    marked: dedent`
      error_handling:
        failure_classes:
          a: { condition: x, action: <<route to dead letter>>, retry: No, escalation: none }
        <<dead_letter_queue>>: none
      agent_execution_instructions:
        authorized_actions: { write_to: [none] }
    `,
    declaration: 1,
  },
  {
    title: 'the report',
    marked: dedent`
      agent_execution_instructions:
        authorized_actions:
          write_to: [<<Slack channel>>]
        completion_signal:
          report_to: <<Slack channel>>
    `,
    declaration: 1,
  },
];

describe('navigation', () => {
  for (const { title, marked, declaration = 0 } of CASES) {
    for (const [suffix, given] of [['', marked], [', with CRLF', crlf(marked)]] as const) {
      it(`knows ${title}${suffix}`, () => {
        const { text, ranges } = marksIn(given);
        const spec = specOf(text);
        const all = ranges.map((range) => shownOffsets(spec, range));
        const declared = all[declaration];
        assert.ok(ranges.length > 0 && declared !== undefined);
        for (const { start, end } of ranges) {
          for (const offset of [start, (start + end) >> 1, end]) {
            assert.deepEqual(definitions(spec, offset), [declared]);
            assert.deepEqual(references(spec, offset), all);
            assert.deepEqual(references(spec, offset, false), all.filter((_, at) => at !== declaration));
            assert.deepEqual(highlights(spec, offset), all);
          }
        }
      });
    }
  }

  it('shows the whole entry of a definition', () => {
    const { text, offset } = cursorIn(RECORD.replace('item.sku,', 'item.s<|>ku,'));
    const spec = specOf(text);
    const [link] = definitionsAt(spec, offset, URI);
    assert.ok(link?.originSelectionRange);
    const part = ({ start, end }: typeof link.targetRange): string => text.slice(spec.tree.offsetAt(start), spec.tree.offsetAt(end));
    assert.deepEqual([part(link.originSelectionRange), part(link.targetSelectionRange), part(link.targetRange)], ['sku', 'sku', 'sku: { type: string, required: true, source_path: "lines[].sku" }']);
  });

  it('tells declarations, references and mentions apart', () => {
    const { text, offset } = cursorIn('error_handling:\n  failure_classes:\n    x_y<|>: { condition: x_y }\n');
    const kinds = (source: string, at: number): (DocumentHighlightKind | undefined)[] => highlightsAt(specOf(source), at).map(({ kind }) => kind);
    assert.deepEqual(kinds(text, offset), [DocumentHighlightKind.Write, DocumentHighlightKind.Text]);
    assert.deepEqual(kinds(RECORD, RECORD.indexOf('sku')), [DocumentHighlightKind.Write, ...Array<DocumentHighlightKind>(3).fill(DocumentHighlightKind.Read)]);
  });

  it('leads from the scope of a mapping to its field', () => {
    const { text, offset } = cursorIn(RECORD.replace('"source.customer.email"', '"so<|>urce.customer.email"'));
    const spec = specOf(text);
    assert.deepEqual(definitions(spec, offset), definitions(spec, text.indexOf('email:')));
    assert.deepEqual(references(spec, offset), []);
  });

  it('leads from a key to what its value names', () => {
    const { text, offset } = cursorIn('error_handling:\n  dead_let<|>ter_queue: s3://q/\nagent_execution_instructions:\n  authorized_actions: { write_to: [s3://q/] }\n');
    assert.deepEqual(references(specOf(text), offset, false), ['4:36 s3://q/']);
  });

  it('leads to all that one text names', () => {
    const { text, offset } = cursorIn('error_handling: { dead_letter_queue: q }\nagent_execution_instructions:\n  authorized_actions: { write_to: [<|>q] }\n  completion_signal: { report_to: Q }\n');
    assert.deepEqual(definitions(specOf(text), offset), ['1:38 q', '4:35 Q']);
    assert.deepEqual(references(specOf(text), offset), ['1:38 q', '3:36 q', '4:35 Q']);
  });

  for (const [title, marked] of [
    ['a field that is not declared', RECORD.replace('mapped_from: item.sku', 'mapped_from: item.sk<|>')],
    ['the wrong end of a path', RECORD.replace('mapped_from: "source.customer.email"', 'mapped_from: "source.customer.mai<|>l"')],
    ['a text in an expression', RECORD.replace("'item.sku'", "'item.s<|>ku'")],
    ['a function', RECORD.replace('concat(item', 'con<|>cat(item')],
    ['a step', RECORD.replace('exact copy', 'exact <|>copy')],
    ['a key of the format', RECORD.replace('required', 'requ<|>ired')],
    ['the value of a constant', 'data_contract:\n  target_record:\n    a: { mapped_from: constant, transformation: see section <|>6 }\n'],
    ['a section that is not there', 'author: see section <|>6\n'],
    ['a comment', 'author: me # no<|>thing\n'],
    ['nothing', '<|>'],
  ] as const) {
    it(`is silent on ${title}`, () => {
      const { text, offset } = cursorIn(marked);
      const spec = specOf(text);
      assert.deepEqual([definitions(spec, offset), references(spec, offset), highlights(spec, offset)], [[], [], []]);
    });
  }
});

describe('navigation through anchors', () => {
  const TEXT = dedent`
    data_contract:
      source_record:
        billing:
          type: object
          fields: &address
            city: { type: string, required: true, source_path: city }
        shipping: { type: object, fields: *address }
        extra: &extra { type: object, fields: { a: { type: string } } }
      target_record:
        one: { type: string, mapped_from: &city source.billing.city, transformation: trim }
        two: { type: string, mapped_from: source.shipping.city, transformation: trim }
        three: { type: string, mapped_from: *city, transformation: trim }
      not_written: { shipping.city: x }
      reverse:
        source_record:
          <<: { b: { type: string } }
          c: *extra
        target_record:
          four: { type: string, mapped_from: source.b, transformation: trim }
          five: { type: string, mapped_from: source.c.a, transformation: trim }
  `;
  const spec = specOf(TEXT);

  it('finds the references of all records that share a field', () => {
    assert.deepEqual(references(spec, TEXT.indexOf('city:')), ['6:9 city', '10:60 city', '11:55 city', '12:41 *city', '13:27 city']);
    assert.deepEqual(references(spec, TEXT.indexOf('a: { type: string } }')), ['8:45 a', '20:51 a']);
    assert.deepEqual(definitions(spec, TEXT.indexOf('c.a,') + 2), ['8:45 a']);
  });

  it('leads to a field that is merged in', () => assert.deepEqual(definitions(spec, TEXT.indexOf('source.b,') + 8), ['16:13 b']));

  it('leads from an alias to what it stands for', () => {
    assert.deepEqual(definitions(spec, TEXT.indexOf('*city') + 2), ['10:45 source.billing.city']);
    assert.deepEqual(definitions(spec, TEXT.indexOf('*extra') + 2), ['8:19 { type: object, fields: { a: { type: string } } }']);
    assert.deepEqual(references(spec, TEXT.indexOf('*city') + 2), references(spec, TEXT.indexOf('city:')));
  });
});
