/** The manual's page on expressions, from the table of functions. */
import { FUNCTION_GROUPS } from './functions.ts';
import type { FunctionDefinition } from './functions/definition.ts';
import { signatureOf } from './functions/definition.ts';

const INTRODUCTION = `# Expressions

<!-- Generated from server/src/expression/. Do not edit. -->

An expression derives a value from the fields of a record: \`mapped_from: derived\`. It is written in the syntax of
[CEL](https://github.com/google/cel-spec): literals, \`source.name\`, \`item.name\` where the items of a list are mapped,
\`\` source.\`odd name\` \`\`, indexing, lists, operators, \`condition ? value : other value\`, \`value in [a, b]\`, and calls of the
functions below. \`source.name.lower()\` means \`lower(source.name)\`. Comments begin with \`//\`.

## Where it differs from CEL

- There are no macros (\`has\`, \`all\`, \`exists\`, \`map\`, \`filter\`), maps, messages or unsigned numbers.
- A missing or null value makes the result null; only \`coalesce\`, \`default\` and \`isNull\` take null as a value. A comparison with
  \`null\` is therefore a fault: write \`isNull(…)\`. \`false && x\` is false and \`true || x\` is true on whichever side they stand. An item
  behind the end of a list is missing, so it is null.
- Behind \`isNull(a) ? … :\`, \`!isNull(a) ? …\` and \`!isNull(a) && …\` the checker knows that \`a\` is there.
- A whole number is exact within ±(2^53 − 1), and an error outside. \`1.5\` is an exact decimal; \`1e3\`, with an exponent, is an
  IEEE double. Decimals are exact to 100 digits before and 100 behind the point. What is calculated with a double is a double.
- A quotient of whole numbers or decimals is exact and may be endless, so \`round\` must state its decimals: \`round(a / b, 2)\`. Until it is
  rounded it is carried with 100 decimals.
- A half is rounded away from zero: 2.5 to 3, −2.5 to −3.
- Regular expressions are RE2's: linear time, no look-around, no back-references. A match may stand anywhere; \`^\` and \`$\` anchor it.
- Lengths and positions count Unicode code points. Text is ordered by code point.
- A local time that the clocks of a zone skip is an error; one that they show twice is the earlier moment.
- Dates have years from 1 to 9999.

Date formats have Unicode (LDML) fields: \`yyyy\` \`yy\` (20yy) · \`MM\` \`M\` \`MMM\` \`MMMM\` (English) · \`dd\` \`d\` · \`EEE\` \`EEEE\` (English) · \`HH\` \`H\` ·
\`hh\` \`h\` with \`a\` · \`mm\` \`m\` · \`ss\` \`s\` · \`S\` to \`SSSSSSSSS\` · \`XXX\` (Z or +02:00) \`XX\` \`X\` \`xxx\` \`xx\` \`x\` \`Z\`. Letters that stand for
themselves go in single quotes: \`yyyy-MM-dd'T'HH:mm:ss\`.

An expression has at most 10,000 characters and 100 levels of nesting.
`;

/** The page as Markdown. */
export function functionsPage(): string {
  const groups = FUNCTION_GROUPS.map(([title, functions]) => `## ${title}\n\n${functions.map(entry).join('\n')}`);
  return `${INTRODUCTION}\n${groups.join('\n')}`;
}

function entry(definition: FunctionDefinition): string {
  const marks = [
    ...(definition.total ? ['Null is a value like any other here.'] : []),
    ...(definition.nondeterministic ? ['Not deterministic.'] : []),
    ...definition.parameters.filter(({ literal }) => literal).map(({ name }) => `\`${name}\` is written out, not computed.`),
  ];
  const takes = definition.parameters.map(({ name, accepts }) => `\`${name}\`: ${accepts}`).join(' · ');
  const examples = definition.examples.map(([call, result]) => `${call}   // ${result}`);
  return [
    `### ${signatureOf(definition)}`, '', [definition.summary, ...marks].join(' '), '',
    ...(takes === '' ? [] : [takes, '']),
    ...(examples.length === 0 ? [] : ['```', ...examples, '```', '']),
  ].join('\n');
}
