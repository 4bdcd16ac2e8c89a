import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { INTSPEC, YAML, loadGrammar, tokenize, yamlGrammars } from './tokenize.ts';
import type { Token } from './tokenize.ts';

/** A token's text, and what one of its scopes starts with; after `!`, what none may start with. */
type Expected = readonly [text: string, ...scopes: string[]];

/** Each case is the lines of one target field in a data contract, and tokens in the order in which they come. */
const values: Record<string, readonly [text: string, ...Expected[]]> = {
  'a phrase': ['transformation: exact copy', ['exact copy', 'keyword.other.phrase']],
  'a phrase in other case and spacing': ['transformation: Exact  Copy', ['Exact  Copy', 'keyword.other.phrase']],
  'several steps': [
    'transformation: trim, truncate to 255   # why',
    ['trim', 'keyword.other.phrase'], [',', 'punctuation.separator'], ['truncate to', 'keyword.other.phrase'],
    ['255', 'constant.numeric'], ['#', 'comment.line', '!keyword'], ['why', 'comment.line'],
  ],
  'a literal': [
    'transformation: default to in-progress, round to 2 decimals',
    ['default to', 'keyword.other.phrase'], ['in-progress', 'string.unquoted', '!keyword', '!meta.embedded'],
    ['round to', 'keyword.other.phrase'], ['2', 'constant.numeric'], ['decimals', 'keyword.other.phrase'],
  ],
  'a quoted literal': [
    `transformation: pad left to 8 with '0', replace "-" with _`,
    ['8', 'constant.numeric'], ['with', 'keyword.other.phrase'], [`'0'`, 'string.quoted.single'],
    ['replace', 'keyword.other.phrase'], ['"-"', 'string.quoted.double'], ['with', 'keyword.other.phrase'],
  ],
  'a time zone': [
    'transformation: date in America/New_York',
    ['date in', 'keyword.other.phrase'], ['America/New_York', 'constant.other.timezone'],
  ],
  'a format and a time zone': [
    `transformation: parse as datetime yyyy-MM-dd'T'HH:mm:ss in Europe/Berlin, convert to UTC`,
    ['parse as datetime', 'keyword.other.phrase'], [`yyyy-MM-dd'T'HH:mm:ss`, 'constant.other.date-format'],
    ['in', 'keyword.other.phrase'], ['Europe/Berlin', 'constant.other.timezone'], ['convert to UTC', 'keyword.other.phrase'],
  ],
  'a format in single quotes': [
    `transformation: 'format as yyyy-MM-dd''T''HH'  # c`,
    ['format as', 'keyword.other.phrase'], [`yyyy-MM-dd''T''HH`, 'constant.other.date-format'],
    [`'`, 'punctuation.definition.string.end'], ['#', 'comment.line'],
  ],
  'phrases in double quotes': [
    'transformation: "from epoch seconds, date in UTC"',
    ['"', 'punctuation.definition.string.begin'], ['from epoch seconds', 'keyword.other.phrase', 'string.quoted.double'],
    ['date in', 'keyword.other.phrase'], ['UTC', 'constant.other.timezone'], ['"', 'punctuation.definition.string.end'],
  ],
  'phrases in a folded scalar': [
    'transformation: >-\n  trim,\n  truncate to 5\nrequired: true',
    ['>', 'keyword.control.flow'], ['trim', 'keyword.other.phrase'], ['truncate to', 'keyword.other.phrase'],
    ['5', 'constant.numeric'], ['required', 'entity.name.tag', '!meta.value'], ['true', 'constant.language', '!meta.value'],
  ],
  'an expression': [
    `transformation: source.action in ['deleted', 'moved'] && !source.x.flag`,
    ['source', 'variable.language', 'meta.embedded'], ['.', 'punctuation.accessor'], ['action', 'variable.other.property'],
    ['in', 'keyword.operator.expression'], ['[', 'meta.brace.square'], [`'deleted'`, 'string.quoted.single'],
    ['&&', 'keyword.operator.logical'], ['!', 'keyword.operator.logical'], ['flag', 'variable.other.property'],
  ],
  'calls, numbers and constants': [
    'transformation: coalesce(item.qty, 1.5) >= -2 ? true : null',
    ['coalesce', 'entity.name.function'], ['(', 'meta.brace.round'], ['item', 'variable.language'], ['1.5', 'constant.numeric'],
    ['>=', 'keyword.operator.comparison'], ['-', 'keyword.operator.arithmetic'], ['2', 'constant.numeric'],
    ['?', 'keyword.operator.ternary'], ['true', 'constant.language.boolean'], ['null', 'constant.language.null'],
  ],
  'a method call and an odd name': [
    'transformation: source.`odd name`.lower()',
    ['`odd name`', 'variable.other.property'], ['lower', 'entity.name.function'],
  ],
  'a function that is a phrase too': ['transformation: trim(source.a)', ['trim', 'entity.name.function', '!keyword']],
  'an expression in double quotes': [
    `transformation: "concat('S\\t', \\"x\\", source.id)" # c`,
    ['concat', 'entity.name.function'], [`'S\\t'`, 'string.quoted.single.intspec'], ['\\"x\\"', 'string.quoted.double.intspec'],
    ['id', 'variable.other.property'], ['"', 'punctuation.definition.string.end'], ['#', 'comment.line'],
  ],
  'an expression in single quotes': [
    `transformation: 'concat(''SHOP-'', "x", source.id)'`,
    [`''SHOP-''`, 'string.quoted.single.intspec'], ['"x"', 'string.quoted.double.intspec'],
    ['source', 'variable.language'], [`'`, 'punctuation.definition.string.end'],
  ],
  'a string that is not closed ends with its scalar': [
    `transformation: "concat('S"\nrequired: true`,
    [`'S`, 'string.quoted.single.intspec'], ['"', 'punctuation.definition.string.end'], ['required', 'entity.name.tag', '!string.quoted'],
  ],
  'an expression over several plain lines': [
    `transformation: concat(source.a,\n    'b') # c\nrequired: true`,
    ['concat', 'entity.name.function'], [`'b'`, 'string.quoted.single.intspec'], ['#', 'comment.line'], ['required', '!meta.value'],
  ],
  'a literal scalar, where # is no comment': [
    `transformation: | # note\n    concat(source.a, '#')\n\n    == 1 # x\nkey: true`,
    ['#', 'comment.line'], ['note', 'comment.line'], ['concat', 'entity.name.function'], [`'#'`, 'string.quoted.single.intspec'],
    ['==', 'keyword.operator.comparison'], ['x', '!comment'], ['key', 'entity.name.tag', '!meta.value'],
  ],
  'a constant': ['transformation: GITHUB_WEBHOOK', ['GITHUB_WEBHOOK', 'string.unquoted', '!meta.embedded', '!keyword']],
  'a constant that is no string': ['transformation: false   # c', ['false', 'constant.language.boolean'], ['#', 'comment.line']],
  'a mapping': [
    'mapped_from: source.line_items[].sku',
    ['source', 'variable.language'], ['line_items', 'variable.other.property'], ['sku', 'variable.other.property'],
  ],
  'a derived mapping': ['mapped_from: "derived"', ['derived', 'keyword.other.mapping']],
  'a type': ['type: decimal(10,2)', ['decimal', 'support.type'], ['10', 'constant.numeric'], ['2', 'constant.numeric']],
  'a nested type': ['type: array<string(50)>', ['array', 'support.type'], ['string', 'support.type'], ['50', 'constant.numeric']],
  'a type of two words': [`type: 'ISO8601 datetime'`, ['ISO8601 datetime', 'support.type', 'string.quoted.single']],
  'an unknown type': ['type: strin', ['strin', 'string.unquoted', '!support']],
  'a quoted key': ['"transformation" : exact copy', ['exact copy', 'keyword.other.phrase']],
  'an anchor and an alias': [
    'type: &t string(5)\ntransformation: *x',
    ['&t', 'entity.name.type.anchor'], ['string', 'support.type'], ['*x', 'variable.other.alias'],
  ],
  'a flow mapping': [
    `f: { type: string(20), mapped_from: item.sku, "transformation": "trim, truncate to 20", required: true } # c`,
    ['{', 'punctuation.definition.mapping.begin'], ['string', 'support.type'], ['20', 'constant.numeric'],
    [',', 'punctuation.separator', '!meta.value'], ['item', 'variable.language'], ['trim', 'keyword.other.phrase'],
    ['20', 'constant.numeric'], ['required', 'entity.name.tag'], ['}', 'punctuation.definition.mapping.end'], ['#', 'comment.line'],
  ],
  'a flow mapping over lines': [
    'f: {\n  type: decimal(10,2),\n  mapped_from: derived,\n  transformation: first\n}\ng: 1',
    ['decimal', 'support.type'], ['10', 'constant.numeric'], [',', '!meta.value'], ['derived', 'keyword.other.mapping'],
    ['first', 'keyword.other.phrase'], ['}', 'punctuation.definition.mapping.end'], ['g', 'entity.name.tag'],
  ],
  'fields that are called like a key': [
    'type: { type: uuid }\ntransformation:\n  type: date',
    ['type', 'entity.name.tag'], ['{', 'punctuation.definition.mapping.begin', '!meta.value'], ['uuid', 'support.type'],
    ['type', 'entity.name.tag', '!meta.value'], ['date', 'support.type'],
  ],
  'text that only looks like a key': [
    'notes: |\n  type: string\nmore: "x, type: uuid"\n# {type: date',
    ['type: string', '!support'], ['x, type: uuid', '!support'], ['{type: date', 'comment.line', '!support'],
  ],
  'a value not typed yet': ['transformation: \nrequired: true', ['required', 'entity.name.tag', '!meta.value'], ['true', 'constant.language']],
};

/** Cases outside `data_contract`: whole documents. */
const documents: Record<string, readonly [text: string, ...Expected[]]> = {
  'the same words outside the data contract': [
    'data_contract:\n  type: date\nvalidation:\n  type: date\n  transformation: trim',
    ['date', 'support.type'], ['validation', 'entity.name.tag', '!meta.data-contract'], ['date', '!support'], ['trim', '!keyword'],
  ],
  'a comment at column 0 ends nothing': [
    'data_contract:\n# c\n\n  type: date',
    ['#', 'comment.line'], ['date', 'support.type'],
  ],
  'a quoted section in a second document': ['a: 1\n---\n"data_contract" :\n  type: date', ['---', 'entity.other.document'], ['date', 'support.type']],
  'a data contract in flow style': ['data_contract: {\n  type: date\n}\nx: date', ['date', 'support.type'], ['}', 'punctuation.definition'], ['date', '!support']],
  'actions and escalations': [
    'error_handling:\n  failure_classes:\n    a: { action: pause 60 seconds; retry 3 times, retry: Yes }\n    b:\n      escalation: "alert after 3 failures"',
    ['pause', 'keyword.other.phrase'], ['60', 'constant.numeric'], [';', 'punctuation.separator'], ['retry', 'keyword.other.phrase'],
    ['3', 'constant.numeric'], ['alert after', 'keyword.other.phrase'], ['3', 'constant.numeric'],
  ],
};

for (const yaml of yamlGrammars()) {
  describe(`the grammar, with the YAML of ${yaml.name}`, () => {
    for (const [name, [text, ...expected]] of Object.entries(values)) {
      it(name, async () => {
        const field = text.replace(/^(?=.)/gm, '      ');
        const grammar = await loadGrammar(yaml, INTSPEC);
        expectTokens(tokenize(grammar, `data_contract:\n  target_record:\n    name:\n${field}\nend: here`), expected);
      });
    }

    for (const [name, [text, ...expected]] of Object.entries(documents)) {
      it(name, async () => {
        expectTokens(tokenize(await loadGrammar(yaml, INTSPEC), text), expected);
      });
    }

    for (const file of readdirSync('examples')) {
      it(`leaves everything else in ${file} to the YAML grammar`, async () => {
        const text = readFileSync(`examples/${file}`, 'utf8');
        const own = tokenize(await loadGrammar(yaml, INTSPEC), text);
        const plain = tokenize(await loadGrammar(yaml, YAML), text);
        const valueLines = new Set(own.filter((token) => inValue(token)).map((token) => token.line));
        assert.ok(valueLines.size > 50);
        const rest = (tokens: readonly Token[]): string[] =>
          tokens.filter((token) => !valueLines.has(token.line)).map((token) => `${String(token.line)} ${token.text} ${colours(token)}`);
        assert.deepEqual(rest(own), rest(plain));
      });
    }
  });
}

/** The expected tokens occur in this order; those in between are not looked at. */
function expectTokens(tokens: readonly Token[], expected: readonly Expected[]): void {
  let at = 0;
  for (const [text, ...scopes] of expected) {
    const fits = ({ text: actual, scopes: has }: Token): boolean =>
      actual === text &&
      scopes.every((scope) =>
        scope.startsWith('!') ? !has.some((one) => one.startsWith(scope.slice(1))) : has.some((one) => one.startsWith(scope)),
      );
    const found = tokens.findIndex((token, index) => index >= at && fits(token));
    const rest = tokens.slice(at, at + 12).map((token) => `${token.text}\t${token.scopes.slice(1).join(' ')}`);
    assert.notEqual(found, -1, `no ${JSON.stringify(text)} with ${scopes.join(', ')} among\n${rest.join('\n')}`);
    at = found + 1;
  }
}

function inValue({ scopes }: Token): boolean {
  return scopes.some((scope) => scope.startsWith('meta.value.'));
}

/** What a theme colours a token by: its scopes without the marks of structure. */
function colours({ scopes }: Token): string {
  return scopes.slice(1).filter((scope) => !scope.startsWith('meta.')).join(' ');
}
