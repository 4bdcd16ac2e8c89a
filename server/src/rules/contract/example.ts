/** Contracts for the examples of rules: the given fields, and what makes them complete. */

/** A contract with one field read by its write key, and these besides; each line as it stands below its record. */
export function contractExample(source: readonly string[], target: readonly string[], rest = ''): string {
  const indent = (lines: readonly string[]): string => lines.map((line) => `    ${line}\n`).join('');
  return [
    'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n',
    indent(source),
    '  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n',
    indent(target),
    `  not_written: {}${rest}`,
  ].join('');
}
