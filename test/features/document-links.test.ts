import assert from 'node:assert/strict';
import { specOf } from '../helpers/features.ts';
import { textAt } from '../helpers/structure.ts';
import { dedent } from '../helpers/text.ts';
import { documentLinks, fileMentions, filePlaces } from '../../server/src/features/document-links.ts';
import type { LinkFacts } from '../../server/src/features/document-links.ts';

/** The links as `text → target`, where these files exist: paths with `spec:` or `workspace:` in front. */
function links(text: string, files: readonly string[] = [], specsWithId: LinkFacts['specsWithId'] = () => []): string[] {
  const facts: LinkFacts = { specsWithId, firstFile: (places) => places.map(({ from, path }) => `${from}:${path}`).find((place) => files.includes(place)) };
  return documentLinks(specOf(text), facts).map(({ range, target }) => `${textAt(text, range)} → ${target ?? ''}`);
}

/** A link whose text is its target. */
function plain(url: string): string {
  return `${url} → ${url}`;
}

function mentioned(text: string): string[] {
  return fileMentions(specOf(text)).map(({ range }) => textAt(text, range));
}

describe('links', () => {
  it('lead to web pages and mail addresses, in values and comments', () => {
    assert.deepEqual(links(dedent`
      # see https://example.com/a#b
      author: "Dana <mailto:dana@example.com>"
      integration_purpose: { why: See http://example.com/x?y=1&z=(2), detail: 'https://例え.jp/ä' }
      target_system:
        on_conflict: |
          As https://example.com/docs, and (https://example.com/docs/two).
    `), ['https://example.com/a#b', 'mailto:dana@example.com', 'http://example.com/x?y=1&z=(2)', 'https://例え.jp/ä', 'https://example.com/docs', 'https://example.com/docs/two'].map(plain));
  });

  it('lead nowhere from names of places, templates and bare schemes', () => {
    assert.deepEqual(links(dedent`
      error_handling: { dead_letter_queue: s3://acme/dlq/ }
      integration_purpose: { why: https:// and http://{host}/x and ftp://example.com and mailto:x and file:///etc/passwd and javascript:alert(1) }
    `), []);
  });

  it('lead to files that are there', () => {
    const text = dedent`
      # see docs/mapping.md
      integration_purpose:
        why: As in ../shared/why.md, docs/mapping.md and missing.md
        trigger: { kind: event, detail: events.json. }
    `;
    assert.deepEqual(links(text), []);
    assert.deepEqual(links(text, ['workspace:docs/mapping.md', 'spec:../shared/why.md', 'spec:events.json']), [
      'docs/mapping.md → ', '../shared/why.md → ', 'docs/mapping.md → ', 'events.json → ',
    ].map((start, at) => start + ['workspace:docs/mapping.md', 'spec:../shared/why.md', 'workspace:docs/mapping.md', 'spec:events.json'][at]));
    assert.deepEqual(links(text, ['spec:docs/mapping.md', 'workspace:docs/mapping.md'])[0], 'docs/mapping.md → spec:docs/mapping.md');
  });

  it('look for files only where a text may name one', () => {
    assert.deepEqual(mentioned(dedent`
      source_system: { contact: { team: dana.reyes@example.com and https://example.com/a.html, escalation: C:\\x.txt and /etc/hosts.conf and ~/a.txt and 1.5 } }
      data_contract:
        source_record: { a: { type: string, source_path: order.name, notes: see a.sql } }
        target_record: { b: { mapped_from: source.order.name, transformation: source.order.name } }
    `), ['a.sql']);
  });

  it('look for no more files than anybody opens, however many one value names', () => {
    const value = 'a/b.md '.repeat(130_000);
    assert.equal(fileMentions(specOf(`author: "${value}"\n# ${value}\n`)).length, 100);
    assert.equal(fileMentions(specOf(`# ${value}\n`)).length, 100);
  });

  it('never lead out of what was asked for', () => {
    const places = filePlaces(fileMentions(specOf('author: a.md and a.md and ../../../b.md\n')));
    assert.deepEqual(places, [{ from: 'spec', path: 'a.md' }, { from: 'workspace', path: 'a.md' }, { from: 'spec', path: '../../../b.md' }]);
  });

  it('lead to a skill that the workspace holds', () => {
    const text = 'agent_execution_instructions:\n  skills_to_load: [rest-api, "quoted", ../odd, missing]\n';
    assert.deepEqual(links(text, ['workspace:.claude/skills/rest-api/SKILL.md', 'workspace:skills/rest-api.md', 'workspace:skills/quoted/SKILL.md']), [
      'rest-api → workspace:.claude/skills/rest-api/SKILL.md', 'quoted → workspace:skills/quoted/SKILL.md',
    ]);
  });

  it('lead from the id of another spec to it', () => {
    const place = { uri: 'file:///other.intspec.yaml', range: { start: { line: 3, character: 0 }, end: { line: 3, character: 12 } } };
    assert.deepEqual(links('spec_id: INT-2025-001\nauthor: of INT-2024-017 and INT-2024-018\n', [], (id) => (id === 'INT-2024-017' ? [place] : [])), ['INT-2024-017 → file:///other.intspec.yaml#L4']);
  });

  it('do not overlap', () => {
    assert.deepEqual(links('author: https://example.com/INT-2024-017/a.md\n', ['spec:a.md'], () => [{ uri: 'file:///x', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }]), ['https://example.com/INT-2024-017/a.md'].map(plain));
  });
});
