/** What the format says of a key or a choice, as Markdown. */
import type { Choice, Schema } from '../model/schema.ts';
import { choicesOf, isClosedChoice, keysOf } from '../model/schema.ts';
import { visible } from '../rules/visible.ts';
import { code } from './markdown.ts';

/** A key: what it means, what is legal, whether it must be there, an example. */
export function describeKey(name: string, schema: Schema, required: boolean | undefined): string {
  const number = schema['x-section'];
  const section = number === undefined ? '' : number === 'approval' ? ' · section of the template' : ` · section ${number} of the template`;
  const need = required === undefined ? '' : required ? ' · required' : ' · optional';
  const parts = [`**${code(name)}** ${schema.title === undefined ? '' : `— ${schema.title}`}${section}${need}`, schema.description ?? ''];
  const choices = choicesOf(schema).filter((choice) => !choice.deprecated);
  if (choices.length > 0) parts.push(`${isClosedChoice(schema) ? 'One of' : 'A value, or one of'}:\n\n${choices.map(describeListed).join('\n')}`);
  const keys = keysOf(schema);
  if (keys.length > 0) {
    const needed = keys.filter((key) => key.required).map((key) => `\`${key.name}\``);
    const other = keys.filter((key) => !key.required).map((key) => `\`${key.name}\``);
    parts.push([needed.length > 0 ? `Required: ${needed.join(', ')}` : '', other.length > 0 ? `Optional: ${other.join(', ')}` : ''].filter((line) => line !== '').join('  \n'));
  }
  const examples = exampleTexts(schema);
  if (examples.length > 0) parts.push(`${examples.length === 1 ? 'Example' : 'Examples'}:\n\n\`\`\`yaml\n${examples.map((example) => `${visible(name)}: ${example}`).join('\n')}\n\`\`\``);
  return parts.filter((part) => part !== '').join('\n\n');
}

/** One of the values of a choice. */
export function describeChoice(choice: Choice): string {
  return `**\`${String(choice.value)}\`**\n\n${choice.description}`;
}

function describeListed(choice: Choice): string {
  return `- \`${String(choice.value)}\`: ${choice.description}`;
}

/** At most three examples, as they would be typed. */
function exampleTexts(schema: Schema): string[] {
  return (schema.examples ?? []).slice(0, 3).map((example) => {
    if (typeof example !== 'string') return JSON.stringify(example).replaceAll(',', ', ');
    return /: |^[[{*&!|>%@`"']| #/.test(example) ? JSON.stringify(example) : example;
  });
}
