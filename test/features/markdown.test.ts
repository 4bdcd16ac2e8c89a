/** Whatever a spec or a settings file says, in Markdown it is only text: no link, no picture, no command, no HTML. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CompletionItem, Hover, InlayHint, SignatureHelp } from 'vscode-languageserver-types';
import { code, prose } from '../../server/src/features/markdown.ts';
import { descendants } from '../../server/src/syntax/tree.ts';
import { FEATURES_AT, FEATURES_OF_ALL } from '../helpers/every-feature.ts';
import { hover, specOf } from '../helpers/features.ts';
import { baseWith } from '../helpers/specs.ts';
import { settingsFormat } from '../../server/src/model/format.ts';

/** What of Markdown does something: all but text, emphasis and code. */
function activeIn(markdown: string): string[] {
  const paragraphs = markdown.replace(/^```yaml\n[^]*?\n```$/gm, '').split(/\n\s*\n/);
  return paragraphs.flatMap((paragraph) => {
    const bare = withoutCode(paragraph);
    return [...bare.matchAll(/\[[^\]]*\][([:]|<[a-z!/]|&[#\w]+;|https?:\/\/|\bwww\.|\w@\w|^\s{0,3}(?:#|>|\||[-+*] |\d+[.)])/gim)].map(({ 0: found }) => found);
  });
}

/** A paragraph without its pieces of code, which end at as many backticks as they begin with, and without what a backslash makes plain. */
function withoutCode(paragraph: string): string {
  let bare = '';
  for (let at = 0; at < paragraph.length; ) {
    if (/^\\[!-/:-@[-`{-~]/.test(paragraph.slice(at, at + 2))) {
      bare += 'E';
      at += 2;
      continue;
    }
    const [run] = /^`+/.exec(paragraph.slice(at)) ?? [];
    if (run === undefined) {
      bare += paragraph[at] ?? '';
      at += 1;
      continue;
    }
    const behind = at + run.length;
    const end = [...paragraph.slice(behind).matchAll(/`+/g)].find(({ 0: other }) => other.length === run.length);
    bare += end ? 'CODE' : run;
    at = end ? behind + end.index + run.length : behind;
  }
  return bare;
}

/** What would do something in Markdown. */
const HOSTILE: readonly string[] = [
  '![x](https://evil.example/pixel.png)', '[click](command:workbench.action.terminal.new)', '<img src=x onerror=alert(1)>', '<https://evil.example>', 'https://evil.example/a', 'www.evil.example', 'mail@evil.example',
  '&lt;b&gt;', '`', '``', '```', '`code`![x](https://evil.example)', 'a\n\n![x](https://evil.example)', '\n```\n![x](https://evil.example)\n```\n', '# evil', '> evil', '- evil', '1. evil', '| a | evil |', '**evil**', '_evil_', '~~evil~~',
  '\\', '\\`', '\\![x](https://evil.example)', '[a]: https://evil.example', '<!--', '$(sync~spin)', '\u202e![x](https://evil.example)', '</span>', '---', '===', ' \t',
];

describe('text in Markdown', () => {
  it('is inert, whatever it is', () => {
    for (const text of HOSTILE) {
      assert.deepEqual(activeIn(prose(text)), [], text);
      assert.deepEqual(activeIn(code(text)), [], text);
    }
  });

  it('is inert, whatever it is made of', () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...HOSTILE, '\\', '`', '[', ']', '(', ')', '!', '<', '>', '&', '#', '*', '_', '~', ':', '//', '\n', ' ', 'a'), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, (some) => {
      assert.deepEqual(activeIn(prose(some)), []);
      assert.deepEqual(activeIn(code(some)), []);
    }), { seed: 20_250_303, numRuns: 3000 });
  });

  it('reads as it is written', () => {
    assert.equal(prose('Free text that nobody reads (see 4.2), at most 10%!'), 'Free text that nobody reads (see 4.2), at most 10%!');
    assert.equal(prose('a*b_c [d] <e> `f` \\g & h'), 'a\\*b\\_c \\[d\\] \\<e> \\`f\\` \\\\g \\& h');
    assert.equal(code('a `b` c'), '`` a `b` c ``');
    assert.equal(code('a\n  b'), '`a b`');
    assert.equal(code(' '), '` `');
    assert.equal(prose('1. a'), '1\\. a');
    assert.equal(prose('- a'), '\\- a');
  });

  it('would be seen to do something', () => {
    for (const text of ['![x](https://evil.example)', '[a](command:b)', '[a][b]', '<img>', 'https://a', '&lt;', '# a', '> a', 'a@b', '`` a ` `` [b](c) ``', '\\`[a](b)`', '`a\n\n[b](c)`']) assert.notDeepEqual(activeIn(text), [], text);
    for (const text of ['**`a`** — what *it* is  \n\n```yaml\na: [b](c)\n```\n\n`[x](y)` and `` `<b>` ``', '\\[a](b)', '\\<a>']) assert.deepEqual(activeIn(text), [], text);
  });
});

describe('what a spec says, in Markdown', () => {
  /** The Markdown of all features at all places of a spec. */
  function allMarkdown(text: string): string[] {
    const spec = specOf(text);
    const offsets = [...descendants(spec.root)].flatMap((node) => [node.start, node.start + 1, Math.floor((node.start + node.end) / 2), ...(node.kind === 'map' ? node.entries.map(({ key }) => key.start) : [])]);
    const found: unknown[] = [];
    for (const offset of new Set(offsets)) {
      found.push((FEATURES_AT['textDocument/hover']?.(spec, offset) as Hover | undefined)?.contents);
      const signature = FEATURES_AT['textDocument/signatureHelp']?.(spec, offset) as SignatureHelp | undefined;
      for (const each of signature?.signatures ?? []) found.push(each.documentation, ...(each.parameters ?? []).map((parameter) => parameter.documentation));
    }
    for (const offset of offsets.filter((_, at) => at % 9 === 0)) for (const item of FEATURES_AT['textDocument/completion']?.(spec, offset) as CompletionItem[]) found.push(item.documentation);
    for (const hint of FEATURES_OF_ALL['textDocument/inlayHint']?.(spec, 0) as InlayHint[]) found.push(hint.tooltip);
    return [...new Set(found.flatMap((each) => (typeof each === 'object' && each !== null && 'value' in each ? [String(each.value)] : [])))];
  }

  /** The active parts that the words of the format and the rules have by themselves. */
  const usual = new Set(allMarkdown(baseWith()).flatMap(activeIn));

  it('comes with nothing active by itself but lists', () => assert.deepEqual([...usual], ['- ']));

  for (const hostile of HOSTILE) {
    it(`${JSON.stringify(hostile)} is only shown`, () => {
      const text = JSON.stringify(hostile);
      const key = JSON.stringify(`k${hostile}`);
      const spec = baseWith(
        ['    note: { type: string(500), required: false, source_path: note }', `    ${key}: { type: string(500), required: false, source_path: ${text}, pattern: ${text}, default: ${text} }\n    other: { type: string, enum: [${text}, b], required: true, source_path: a, notes: ${text} }`],
        ['    note: Free text that neither Finance nor the warehouse reads', `    ${key}: ${text}`],
        ['transformation: "concat(\'SHOP-\', toText(source.id))"', `transformation: ${JSON.stringify(`concat(${JSON.stringify(hostile)}, source.other)`)}`],
        ['transformation: trim, lowercase, truncate to 254', `transformation: ${JSON.stringify(`trim, default to ${JSON.stringify(hostile)}`)}`],
        ["operator_notification: 'PagerDuty policy order-sync-primary; Slack channel #order-sync'", `operator_notification: ${text}`],
        ['    target_unavailable:', `    ${key}:`],
        ['    control_totals:', `    ${key}:`],
        ['escalation: alert if dead letter > 10 records', `escalation: ${JSON.stringify(`alert always to ${hostile}`)}`],
      );
      const active = allMarkdown(spec).flatMap((markdown) => activeIn(markdown).filter((each) => !usual.has(each)).map((each) => `${each} in ${markdown}`));
      assert.deepEqual(active, []);
    });
  }

  it('is only shown where settings say it, too', () => {
    for (const hostile of HOSTILE) {
      const spec = 'agent_execution_instructions:\n  skills_to_load: [rest-<|>api]\n';
      const shown = hover(spec, { skills: { 'rest-api': hostile } });
      assert.deepEqual(activeIn(shown?.markdown ?? ''), [], hostile);
      const settings = hover(`skills:\n  ${JSON.stringify(hostile).replace('"', '"<|>')}: x\n`, { format: settingsFormat });
      assert.deepEqual(activeIn(settings?.markdown ?? ''), [], hostile);
    }
  });
});
