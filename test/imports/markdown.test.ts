/** Documents in the template's layout become specs: what is exported comes back, and nothing else is lost. */
import assert from 'node:assert/strict';
import { exportMarkdown } from '../../server/src/exports/markdown.ts';
import { importMarkdown } from '../../server/src/imports/markdown.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';
import type { Plain } from '../helpers/plain.ts';
import { plain } from '../helpers/plain.ts';

const specOf = (text: string): Spec => new Spec(parseSyntax(text));

/** What a spec says: the line end behind a block of text, and whether nothing is written as `""`, say nothing. */
function said(value: Plain): Plain {
  if (typeof value === 'string') return value.replace(/\n+$/, '');
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value ?? '';
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === 'when_absent' ? String(each) : said(each)]));
}

function imported(markdown: string): { readonly spec: Plain; readonly remarks: readonly string[]; readonly text: string } {
  const { text, remarks } = importMarkdown(markdown);
  assert.deepEqual(parseSyntax(text).problems, [], text);
  return { spec: plain(specOf(text).root), remarks: remarks.map(({ line, message }) => `${line}: ${message}`), text };
}

function at(value: Plain, ...keys: readonly string[]): Plain {
  return keys.reduce<Plain>((node, key) => (typeof node === 'object' && node !== null && !Array.isArray(node) ? node[key] : undefined), value);
}

describe('a document in the template’s layout', () => {
  for (const { name, text } of [...examples, ...filesIn('test/fixtures', 'base.intspec.yaml')]) {
    it(`gives the same spec as the one that it was made from: ${name}`, () => {
      const spec = specOf(text);
      const markdown = exportMarkdown(spec);
      const back = imported(markdown);
      assert.deepEqual(said(back.spec), said(plain(spec.root)));
      assert.deepEqual(back.remarks, []);
      assert.deepEqual(runRules(specOf(back.text)).map(({ rule, message }) => `${rule.id}: ${message}`), []);
      const lines = (document: string): string[] => document.split('\n').sort();
      assert.deepEqual(lines(exportMarkdown(specOf(back.text))).length, lines(markdown).length, 'comments included');
    });
  }

  /** Texts that Markdown, the layout or YAML could take for something else. */
  const odd = [
    '| a | b |', 'a \\| b', '`x`', '``x`` `', '*a* _b_ __c__', '<b>x</b>', '<br>', 'a\nb', 'a\n\nb', '- x', '1. x', '# x', '> x', '[x]: y', '[x](y)', '![x](y)', 'x  y', '&amp;', '\\', 'a\\', '---', '```', '~~x~~', '"x"', "'x'", '{ a: 1 }',
    'x: y', 'a # b', '…', 'Note: x', 'Max length: 3', 'Comments:', 'Direction: x', 'https://a.b/c?d=e_f_g', 'a@b.c', 'ä → ö — ü', 'null', 'true', '7', '1,000', 'x; y, z', 'A\nDirection: b', '2 \u00d7 3', 'a   ', '\u00a0x',
  ];
  for (const value of odd) {
    it(`gives back ${JSON.stringify(value)}, wherever it stands`, () => {
      const quoted = JSON.stringify(value);
      const text = [
        'integration_purpose:', `  why: ${quoted}`, `  trigger: { kind: event, detail: ${quoted} }`, '  direction: Bidirectional', 'error_handling:', '  failure_classes:', `    auth_failure: { condition: ${quoted}, retry: Yes, retry_when: ${quoted} }`,
        `    other_one: { condition: ${quoted} }`, `  operator_notification: ${quoted}`, 'data_contract:', '  source_record:', `    a: { type: string, required: true, source_path: x, default: ${quoted}, enum: [${quoted}, 1, "1", null] }`,
        '  target_record:', `    b: { type: string, mapped_from: constant, transformation: ${quoted}, required: true, value_map: { ${quoted}: ${quoted}, "2": 2 }, when_absent: omit, notes: ${quoted} }`,
        '  not_written:', `    a: ${quoted}`, 'rollback_plan:', `  rollback_procedure: [${quoted}, x]`, 'agent_execution_instructions:', `  not_authorized: [${quoted}]`, 'spec_approval:', `  author: { name: ${quoted}, date: 2025-01-02 }`, '',
      ].join('\n');
      const spec = specOf(text);
      const back = imported(exportMarkdown(spec));
      assert.deepEqual(back.remarks, []);
      // A text of digits is a text all the same; blanks at the end of a line are none of Markdown’s.
      assert.deepEqual(trimmed(said(back.spec)), trimmed(said(plain(spec.root))));
    });
  }

  function trimmed(each: Plain): Plain {
    if (typeof each === 'string') return each.trim();
    if (Array.isArray(each)) return each.map(trimmed);
    return typeof each === 'object' && each !== null ? Object.fromEntries(Object.entries(each).map(([key, inner]) => [key.trim(), trimmed(inner)])) : (each ?? null);
  }

  it('keeps the comments of the author where they were', () => {
    const text = fixture('base.intspec.yaml').replace(/^spec_status:/m, '# until Monday\n# at noon\nspec_status:').replace(/^(\s+)retry: Yes/m, '$1# twice at most\n$1retry: Yes');
    const back = importMarkdown(exportMarkdown(specOf(text))).text;
    assert.match(back, /^# until Monday\n# at noon\nspec_status:/m);
    assert.match(back, /^\s+# twice at most\n\s+retry: Yes/m);
  });

  it('is written in the order and the style of the template, and longer texts below each other', () => {
    const text = importMarkdown('## Section 1 — Integration Purpose\n\n- **Direction:** bidirectional\n- **Trigger:** API call\n  - **Trigger detail:** one\\\n    two: #three\n- **Why this integration exists:** a: b\n').text;
    assert.equal(text, 'integration_purpose:\n  why: "a: b"\n  trigger:\n    kind: API call\n    detail: |-\n      one\n      two: #three\n  direction: Bidirectional\n');
  });

  it('may be plain text, as it is copied from the template', () => {
    const { spec, remarks } = imported([
      'Integration Spec', '', 'Spec ID: INT-2025-001', 'Title: A → B: C', 'Spec Status: under review', '',
      'Section 1 — Integration Purpose', '', '[REQUIRED]', '', 'Why this integration exists:', 'Finance needs', 'the numbers.', '', 'Trigger: schedule, every 15 minutes', 'Direction: Source -> Target', '',
      'Section 3 — Target System', 'Environment: Both — tests go to staging', 'Authentication: OAuth2 — orders:write', 'Write semantics: Upsert — the later one wins', 'Target contact / owner: Team T — pager', '',
      'Section 4 — Error Handling', '', 'Failure Class\tCondition\tAction\tRetry?\tEscalation', 'Auth failure\tHTTP 401 / 403\tstop\tno\timmediate', 'Our own\tx\tescalate\tYes\talert always', '', 'Operator notification: Slack channel #x', '',
      'Section 5 — Volume & Rate Limits', 'Metric  Expected  Peak  Hard Limit', 'Records per batch  1,000  2000  n/a', 'Behavior when hard limit is approached:', 'When volume exceeds 80% of the hard limit, the integration should throttle.', '',
      'Section 8 — Rollback Plan', 'Rollback procedure:', '', '  1. Stop', '  2. Verify', '', 'Rollback tested? Yes — tested on staging', '',
      'Section 9 — Agent Execution Instructions', 'Skills to load (if applicable)', '', '  • rest-api-standards', '', 'Authorized actions:', '', '  • Read from: A', '  • Write to: B', '  • NOT authorized: schema changes to either system', '',
      'Completion signal: When all records are processed (success or DLQ) and the validation criteria in §7 are met, produce a summary report to s3://x/.', '',
      'Spec Approval', '', 'Name\tDate', 'Author\tDana Reyes\t2025-01-02', 'Technical reviewer', '',
    ].join('\n'));
    assert.deepEqual(remarks, []);
    assert.deepEqual(spec, {
      spec_id: 'INT-2025-001', title: 'A → B: C', spec_status: 'Under Review',
      integration_purpose: { why: 'Finance needs the numbers.', trigger: { kind: 'schedule', every: '15 minutes' }, direction: 'Source → Target' },
      target_system: { environment: 'Both', environment_routing: 'tests go to staging', authentication: { method: 'OAuth2', scope: 'orders:write' }, write_semantics: 'Upsert', on_conflict: 'the later one wins', contact: { team: 'Team T', escalation: 'pager' } },
      error_handling: {
        failure_classes: { auth_failure: { condition: 'HTTP 401 / 403', action: 'stop', retry: 'No', escalation: 'immediate' }, our_own: { condition: 'x', action: 'escalate', retry: 'Yes', escalation: 'alert always' } },
        operator_notification: 'Slack channel #x',
      },
      volume_and_rate_limits: { metrics: { records_per_batch: { expected: 1000, peak: 2000, hard_limit: 'N/A' } }, hard_limit_behavior: { threshold: '80%', action: 'throttle' } },
      rollback_plan: { rollback_procedure: ['Stop', 'Verify'], rollback_tested: 'tested on staging' },
      agent_execution_instructions: { skills_to_load: ['rest-api-standards'], authorized_actions: { read_from: ['A'], write_to: ['B'] }, not_authorized: ['schema changes to either system'], completion_signal: { report_to: 's3://x/' } },
      spec_approval: { author: { name: 'Dana Reyes', date: '2025-01-02' }, technical_reviewer: { name: '', date: '' } },
    });
  });

  it('may be the template itself: what it leaves open is all there is to report', () => {
    const { text, remarks } = imported(fixture('template.txt'));
    assert.deepEqual(remarks, []);
    const counts = new Map<string, number>();
    for (const { rule } of runRules(specOf(text))) counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
    const open = ['unfilled-placeholder', 'missing-required-field', 'missing-section'];
    // The template's own example of an action says no limit, and its conditions overlap.
    assert.deepEqual([...counts.keys()].filter((id) => !open.includes(id)).sort(), ['condition-overlap', 'retry-after-ignored', 'retry-without-limit']);
    assert.ok((counts.get('unfilled-placeholder') ?? 0) > 40);
    const spec = plain(specOf(text).root);
    assert.deepEqual(at(spec, 'error_handling', 'failure_classes', 'source_unavailable'), { condition: 'HTTP 5xx / connection timeout', action: '[Pause N minutes; retry M times]', retry: 'Yes', escalation: '[Alert after M failures]' });
    assert.deepEqual(at(spec, 'validation', 'criteria', 'idempotency'), { test: 'Send same record twice', pass_condition: 'Target contains exactly one copy' });
    assert.deepEqual(at(spec, 'rollback_plan', 'rollback_procedure'), ['[Step 1]', '[Step 2]', '[Verify rollback is complete: how]']);
  });

  it('reads tables as people write them: other spaces and cases, columns in another order, one that the template does not have', () => {
    const { spec, remarks, text } = imported([
      '## 6. Data Contract', '', '### Source record structure', '', '| Required? | field | Source Path | Type | Owner | Notes |', '|---|:-:|---|---|---|---|',
      '| no | customer | customer | object | CRM | |', '| Yes | customer.name | customer.name | string(50) | | Max length: 40<br>as on the card<br>Allowed values: a, "1", 2 |', '',
      '### Target record structure', '', '| Field | Type | Mapped From | Transformation | Required? |', '| - | - | - | - | - |',
      '| `a` | string | constant | "IMPORTED" | Yes |', '| `b` | integer | constant | 7 | Yes |', '| c | string | source.customer.name | Exact copy | true |', '',
      '**Fields present in source but NOT written to target:**', '', '- `customer.name`: it is private', '- note — not needed', '',
    ].join('\n'));
    assert.deepEqual(at(spec, 'data_contract'), {
      source_record: { customer: { type: 'object', required: false, source_path: 'customer', fields: { name: { type: 'string(50)', required: true, source_path: 'customer.name', max_length: '40\nas on the card', enum: ['a', '1', 2] } } } },
      target_record: {
        a: { type: 'string', mapped_from: 'constant', transformation: 'IMPORTED', required: true }, b: { type: 'integer', mapped_from: 'constant', transformation: 7, required: true },
        c: { type: 'string', mapped_from: 'source.customer.name', transformation: 'Exact copy', required: true },
      },
      not_written: { 'customer.name': 'it is private', note: 'not needed' },
    });
    assert.deepEqual(remarks, ['7: “Owner: CRM” stands in a column that the template does not have. It is kept as a comment.']);
    assert.match(text, /# Owner: CRM\n\s+customer:/);
  });

  it('keeps what has no place as comments of its section, and says where it stood', () => {
    const { remarks, text } = imported([
      '# Integration Spec', '', '- **Spec ID:** INT-2025-001', '- **Spec ID:** INT-2025-002', '- `owner`: me', '', '## Section 2 — Source System', '', 'Some words of our own.', '', '- **System name:** A', '', '```', 'code: 1', '```', '',
      '## Open questions', '', 'Who pays?', '',
    ].join('\n'));
    assert.deepEqual(remarks, [
      '4: “INT-2025-002” is given a second time for `spec_id`. It is kept as a comment.',
      '5: “owner: me” has no place in the template. It is kept as a comment.',
      '9: “Some words of our own.” has no place in the template. It is kept as a comment.',
      '13: “``` code: 1 ```” has no place in the template. It is kept as a comment.',
      '17: “Open questions” has no place in the template. It is kept as a comment.',
      '19: “Who pays?” has no place in the template. It is kept as a comment.',
    ]);
    assert.equal(text, '# INT-2025-002\n# owner: me\nspec_id: INT-2025-001\n\n# Some words of our own.\n# ```\n# code: 1\n# ```\n# Open questions\n# Who pays?\nsource_system:\n  system_name: A\n');
  });

  it('reads what other tools make of it: tables of labels, boxes, headings in place of labels, tasks', () => {
    const { spec, remarks } = imported([
      '| **Property** | **Value** |', '|---|---|', '| **Spec ID** | INT-2025-001 |', '| Ticket | ABC-1 |', '', '**Author:** Dana  ', '**Version:** 1.0  ', '**Spec Status:** ☐ Draft ☒ Under Review ☐ Approved', '',
      '## 2. Source System', '', '### System name', '', 'Shop', '', '### Rate limits', '100 requests per minute', '', '- [x] Versioning: v2', '', '## 6. Data Contract', '', '### Source Record', '', '| Field | Type | Required? |', '|---|---|---|', '| a | string | ✅ |', '| b | string | ☐ |', '',
      '## 8. Rollback Plan', '', '| Rollback window | 7 days |', '|---|---|', '| Rollback procedure | stop<br>restore |', '', 'Rollback tested?', '', '[ ] Yes — tested on staging', '[x] No — procedure documented but untested', '',
    ].join('\n'));
    assert.deepEqual(spec, {
      spec_id: 'INT-2025-001', author: 'Dana', spec_status: 'Under Review',
      source_system: { system_name: 'Shop', rate_limits: '100 requests per minute', versioning: 'v2' },
      data_contract: { source_record: { a: { type: 'string', required: true }, b: { type: 'string', required: false } } },
      rollback_plan: { rollback_procedure: ['stop', 'restore'], rollback_tested: 'documented but untested', rollback_window: '7 days' },
    });
    assert.deepEqual(remarks, ['4: “Ticket: ABC-1” has no place in the template. It is kept as a comment.', '7: “Version: 1.0” has no place in the template. It is kept as a comment.']);
  });

  it('is read as plain text, and told so, where its signs would keep the reader of Markdown busy for minutes', () => {
    const signs = '*a_'.repeat(20_000);
    const { spec, remarks } = imported(['# Integration Spec', '', '- **Spec ID:** INT-2025-001', `- **Author:** ${signs}`, '', '## Section 6 — Data Contract', '', '### Source Record Structure', '', '| Field | Type | Required? | Source Path | Notes |', '| - | - | - | - | - |', '| a\\_b | string |  | x | y \\| z |', '', '## Open', ''].join('\n'));
    assert.deepEqual(spec, { spec_id: 'INT-2025-001', author: signs, data_contract: { source_record: { 'a_b': { type: 'string', source_path: 'x', notes: 'y | z' } } } });
    assert.deepEqual(remarks.map((remark) => remark.slice(0, 40)), ['1: The document has more signs of Markdo', '14: “Open” has no place in the template.']);
    assert.deepEqual(imported('- a\n'.repeat(11_000)).remarks.length, 11_001);
  });

  it('leaves placeholders as they are, and does not make one choice of many', () => {
    const { spec } = imported('Author: [REQUIRED]\nSpec Status: Draft / Under Review / Approved\n\nSection 2 — Source System\nSystem type: [REST API / GraphQL / Database / Event bus / File system / Queue]\nEnvironment: Prod\n');
    assert.deepEqual(spec, { author: '[REQUIRED]', spec_status: '[Draft / Under Review / Approved]', source_system: { system_type: '[REST API / GraphQL / Database / Event bus / File system / Queue]', environment: 'Prod' } });
  });

  for (const text of ['', '\n', '|', '| a |\n| - |\n', '- \n- - -\n', '# \n', '<div>\n', '\0', '**Trigger:**', 'Section 99 — X\n', '> > 1. [x]: y\n', '\tSpec ID: 1\n', 'Spec ID: a\r\nTitle: b\r\n']) {
    it(`may be anything: ${JSON.stringify(text)}`, () => {
      const { text: spec } = imported(text);
      assert.ok(spec === '' || spec.endsWith('\n'));
    });
  }
});
