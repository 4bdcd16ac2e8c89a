/** Fragments of a spec, in an otherwise complete one, with the findings expected marked behind `#!`. */
import { assertFindings, inBase } from '../helpers/check.ts';
import { crlf, dedent } from '../helpers/text.ts';

const CONTRACT_HEAD = 'data_contract:\n  source_record:\n';

/** A contract with these source fields, target fields and fields not written. */
function contract(source: string, target: string, notWritten = '{}'): string {
  const indent = (text: string): string => text.trimEnd().split('\n').map((line) => `    ${line}\n`).join('');
  return `${CONTRACT_HEAD}${indent(source)}  target_record:\n${indent(target)}  not_written: ${notWritten}\n`;
}

const ID = 'id: { type: integer, required: true, source_path: id }';
const TO_ID = 'order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }';
const LINES = dedent`
  lines:
    type: array<object>
    required: true
    source_path: lines
    fields:
      sku: { type: string(20), required: true, source_path: "lines[].sku" }
      odd-name: { type: string(20), required: true, source_path: "lines[].odd" }`;

const FRAGMENTS: Record<string, Record<string, string>> = {
  'placeholders': {
    'of each kind': 'author: TBD #! unfilled-placeholder: TBD\nsource_system_owner: "[Name]" #! unfilled-placeholder\ntarget_system_owner: <who?> #! unfilled-placeholder: <who?>\n',
    'that YAML reads as lists': 'author: [Name] #! unfilled-placeholder: [Name]\ndate: [REQUIRED] #! unfilled-placeholder: [REQUIRED]\n',
    'as the template prints the title': 'title: [REQUIRED: Source → Target: Purpose] #! unfilled-placeholder: [REQUIRED: Source → Target: Purpose]\n',
    'in words is text': 'author: Todor Fixme\nsource_system_owner: TBD by finance\ntarget_system_owner: a <b> c\n',
    'in a list, where brackets are legal': dedent`
      agent_execution_instructions:
        skills_to_load: [rest-api-standards]
        authorized_actions:
          read_from: [Shopify]
          write_to: [NetSuite, "s3://acme-integration-dlq/shopify-netsuite/orders/", "s3://acme-integration-reports/shopify-netsuite/"]
        not_authorized:
          - schema changes to either system
          - routing data to any destination not declared in §6
          - contacting system owners directly
          - "[other relevant skill]" #! unfilled-placeholder
        completion_signal:
          report_to: TODO #! unfilled-placeholder: TODO
    `,
    'in a whole record': 'spec_approval: TBD #! unfilled-placeholder: TBD\n',
  },
  'values': {
    'of booleans in any spelling': contract('id: { type: integer, required: Yes, source_path: id }', TO_ID.replace('required: true', 'required: "yes"').replace('"yes"', 'Yes')),
    'of arrows in ASCII': 'title: "Shopify -> NetSuite: Sales orders"\n',
    'near a choice': 'spec_status: under review #! invalid-value: under review\n',
    'far from any choice': 'spec_status: Gone #! invalid-value: Gone\n',
    'of another kind': 'author: { name: A } #! invalid-value\nsource_system_owner: [A, B] #! invalid-value\n',
    'where a map belongs': 'spec_approval: later #! invalid-value: later\n',
    'that are empty': 'author: #! empty-value: author\nsource_system_owner: "" #! empty-value\ntarget_system_owner: ~ #! empty-value\n',
    'that are blank': 'author: "  " #! empty-value\n',
    'of numbers below 0': dedent`
      volume_and_rate_limits:
        metrics:
          records_per_batch:           { expected: -1, peak: 900, hard_limit: 1500 } #! invalid-value: -1
          batches_per_day:             { expected: 96,  peak: 96,  hard_limit: N/A }
          source_api_calls_per_minute: { expected: 2,   peak: 10,  hard_limit: 100 }
          target_api_calls_per_minute: { expected: 40,  peak: 100, hard_limit: 150 }
          data_volume_per_batch_mb:    { expected: 3,   peak: 7,   hard_limit: many } #! invalid-value: many
        hard_limit_behavior:
          threshold: 800% #! invalid-value: 800%
          action: split into sub-batches
    `,
    'of an origin': contract(ID, 'order_id:\n  type: integer\n  mapped_from: id #! invalid-value: id\n  transformation: exact copy\n  required: true\n  key: true'),
  },
  'dates': {
    'that are none': 'date: 2025-13-01 #! invalid-date: 2025-13-01\n',
    'in a leap year': 'date: 2024-02-29\nspec_id: INT-2024-001\n',
    'in another spelling': 'date: 03/04/2025 #! invalid-date: 03/04/2025\n',
    'in quotes': 'date: "2025-02-30" #! invalid-date\n',
  },
  'ids': {
    'of another year': 'spec_id: INT-2024-014 #! spec-id-year\n',
    'with four digits': 'spec_id: INT-2025-1014\n',
    'in lower case': 'spec_id: int-2025-014 #! spec-id-format\n',
    'that are a list': 'spec_id: [a, b] #! invalid-value\n',
  },
  'titles': {
    'without an arrow': 'title: "Shopify to NetSuite: Orders" #! title-format\n',
    'without a purpose': 'title: Shopify → NetSuite #! title-format\n',
    'with two arrows': 'title: "Shopify → X → NetSuite: Orders" #! title-format\n',
    'with an arrow in the purpose': 'title: "Shopify → NetSuite: Orders → Finance"\n',
    'with a part of a name': 'title: "Shopify Plus → NetSuite ERP: Orders"\n',
    'of other systems': 'title: "Salesforce → NetSuite: Orders" #! title-systems\n',
    'not quoted': 'title: Shopify → NetSuite: Orders #! yaml-syntax: Shopify → NetSuite: Orders\n',
  },
  'keys': {
    'misspelled': 'spec_approvall: #! unknown-key: spec_approvall\n  author: { name: "", date: "" }\n',
    'unlike any other': 'zebra: 1 #! unknown-key: zebra\n',
    'at the wrong depth': 'rollback_trigger: x #! unknown-key: rollback_trigger\n',
    'given twice': 'author: A\nauthor: B #! duplicate-key: author\n',
    'half typed': 'author: A\nspec #! yaml-syntax: spec\n',
    'half typed that are required': 'rollback_plan:\n  rollback_trigger #! yaml-syntax: rollback_trigger\n  rollback_procedure: [Stop, Restore, Verify]\n  rollback_tested: documented but untested\n  rollback_window: 7 days\n',
    'without a blank': 'author:A #! yaml-syntax\n',
    'called like properties': 'constructor: 1 #! unknown-key: constructor\n__proto__: 2 #! unknown-key: __proto__\n',
  },
  'contracts': {
    'complete': contract(ID, TO_ID),
    'with merge keys': contract(`${ID}\nbase: &base { type: string(5), required: true, source_path: base }\nother: { <<: *base, source_path: other }`, `${TO_ID}\na: &to { type: string(5), mapped_from: source.base, transformation: exact copy, required: true }\nb: { <<: *to, mapped_from: source.other }`),
    'with aliases of fields': contract(`${ID}\nbase: &base { type: string(5), required: true, source_path: base }\nother: *base #! unmapped-source-field: other`, `${TO_ID}\na: { type: string(5), mapped_from: source.base, transformation: exact copy, required: true }`),
    'with a nested record not written': contract(`${ID}\n${LINES}`, TO_ID, '\n    lines: Not needed'),
    'with a nested field not written': contract(`${ID}\n${LINES.replace('"lines[].odd" }', '"lines[].odd" } #! unmapped-source-field: odd-name')}`, TO_ID, '\n    lines.sku: Not needed'),
    'with elements': contract(`${ID}\n${LINES}`, `${TO_ID}\nitem:\n  type: array<object>\n  mapped_from: source.lines\n  required: true\n  fields:\n    a: { type: string(20), mapped_from: item.sku, transformation: exact copy, required: true }\n    b: { type: string(20), mapped_from: item.odd-name, transformation: exact copy, required: true }`),
    'with an element outside of a list': contract(ID, `${TO_ID}\na: { type: string(20), mapped_from: item.sku, transformation: exact copy, required: true } #! unknown-source-field: sku`),
    'with a misspelled element': contract(`${ID}\n${LINES}`, `${TO_ID}\nitem:\n  type: array<object>\n  mapped_from: source.lines\n  required: true\n  fields:\n    a: { type: string(20), mapped_from: item.skku, transformation: exact copy, required: true } #! unknown-source-field: skku\n    b: { type: string(20), mapped_from: item.odd-name, transformation: exact copy, required: true }`),
    'with odd names in an expression': contract(`${ID}\nodd name: { type: string(5), required: true, source_path: odd }`, `${TO_ID}\na: { type: string(20), mapped_from: derived, transformation: "trim(source.\`odd name\`)", required: true }`),
    'with a name in a text': contract(ID, `${TO_ID}\na: { type: string(40), mapped_from: derived, transformation: "concat('source.gone', toText(source.id))", required: true }`),
    'with a misspelled name in an expression': contract(`${ID}\nname: { type: string(5), required: true, source_path: name }`, `${TO_ID}\na: { type: string(20), mapped_from: derived, transformation: "trim(source.nmae)", required: true } #! unknown-source-field: nmae`),
    'with a field both ways': contract(ID, TO_ID, '\n    id: Not needed #! mapped-and-not-written: id'),
    'with an unknown field not written': contract(ID, TO_ID, '\n    gone: Not needed #! unknown-source-field: gone'),
    'with fields that hold nothing': contract(`${ID}\nx: #! empty-value: x #! unmapped-source-field: x`, `${TO_ID}\ny: #! empty-value: y`),
    'with a reference to nothing': contract(`${ID}\nx: { type: integer, required: true, source_path: x } #! unmapped-source-field: x`, `${TO_ID}\ny: { type: integer, mapped_from: source., transformation: exact copy, required: true } #! invalid-value: source.`),
    'with a field half typed': contract(`${ID}\nno #! yaml-syntax: no`, TO_ID),
    'with a path in brackets, not quoted': contract(`${ID}\nx: { type: integer, required: true, source_path: a[0].b } #! yaml-syntax: a[0].b`, `${TO_ID}\ny: { type: integer, mapped_from: source.x, transformation: exact copy, required: true }`),
  },
  'suppressions': {
    'of a line': 'date: 2025-02-30 # intspec-disable-line invalid-date -- agreed\n',
    'of the next line': '# intspec-disable-next-line invalid-date -- agreed\ndate: 2025-02-30\n',
    'stacked': '# intspec-disable-next-line yaml-syntax -- agreed\n# a remark\n# intspec-disable-next-line title-systems -- agreed\ntitle: Salesforce → NetSuite: Orders\n',
    'of several rules': '# intspec-disable-next-line spec-id-format, spec-id-year -- agreed #! unused-suppression\nspec_id: INT-1\n',
    'of a file': '# intspec-disable-file invalid-date -- agreed\ndate: 2025-02-30\n',
    'without effect': '# intspec-disable-next-line invalid-date -- agreed #! unused-suppression\nauthor: A\n',
    'of no rule there is': '# intspec-disable-next-line no-such-rule -- agreed #! unused-suppression\nauthor: A\n',
    'without a rule': '# intspec-disable-next-line #! unused-suppression\nauthor: A\n',
    'without a reason': 'date: 2025-02-30 # intspec-disable-line invalid-date #! suppression-without-reason\n',
    'with a reason to come': 'date: 2025-02-30 # intspec-disable-line invalid-date -- <reason> #! unfilled-placeholder\n',
    'with dashes in the reason': 'date: 2025-02-30 # intspec-disable-line invalid-date -- agreed -- on 3 March\n',
  },
  'faults in the text': {
    'of every kind at once': 'author: to #ops #! swallowed-text: to #ops\nsource_system_owner: "open #! yaml-syntax\ntarget_system_owner: !me #! swallowed-text: !me\n',
    'around a section': 'rollback_plan:\n  rollback_trigger: x: y #! yaml-syntax: x: y\n  rollback_procedure:\n    - Stop\n    - Restore the earlier values\n    - "Verify #! yaml-syntax\n  rollback_tested: documented but untested\n  rollback_window: 7 days\n',
    'in a list’s indentation': 'rollback_plan:\n  rollback_trigger: x\n  rollback_procedure:\n    - Stop\n   - Restore the earlier values #! yaml-syntax\n    - Verify the totals\n  rollback_tested: documented but untested\n  rollback_window: 7 days\n',
    'in a second document': 'author: A\n---\nspec_id: 1\n'.replace('---', '--- #! multiple-documents'),
  },
};

for (const [group, fragments] of Object.entries(FRAGMENTS)) {
  describe(`findings: ${group}`, () => {
    for (const [name, text] of Object.entries(fragments)) {
      const whole = inBase({ text, without: name === 'misspelled' ? ['spec_approval'] : [] });
      it(name, () => assertFindings(whole));
      it(`${name} (CRLF)`, () => assertFindings(crlf(whole)));
    }
  });
}
