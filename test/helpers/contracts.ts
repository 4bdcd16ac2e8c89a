/** A data contract for tests of the features, with one target field as it is given. */

/** Source fields of every kind, and below them the target record with the lines given. */
export function contractWith(target: string): string {
  const lines = target.split('\n').map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
  return `data_contract:
  source_record:
    name: { type: string, required: true, max_length: 100, source_path: contact.name }
    id: { type: integer, required: true, source_path: id }
    note: { type: string(50), required: false, source_path: note }
    state: { type: string(10), required: true, enum: [open, closed], source_path: state }
    paid: { type: "decimal(10,2)", required: true, nullable: true, source_path: paid }
    customer:
      type: object
      required: true
      source_path: customer
      fields:
        email: { type: string(80), required: true, source_path: customer.email }
        birth date: { type: date, required: true, source_path: customer.birth }
    lines:
      type: array<object>
      required: true
      source_path: lines
      fields:
        sku: { type: string(20), required: true, source_path: "lines[].sku" }
        amount: { type: integer, required: true, source_path: "lines[].amount" }
  target_record:
${lines}
  not_written:
    note: Nobody reads it
`;
}

/** A contract whose one target field has a type, an origin and a transformation. */
export function fieldWith(type: string, from: string, transformation: string, more = ''): string {
  return contractWith(`out:\n  type: ${type}\n  mapped_from: ${from}\n  transformation: ${transformation}\n  required: true${more}\n`);
}

/** The same inside an array that is mapped element by element. */
export function itemWith(type: string, from: string, transformation: string): string {
  return contractWith(`rows:\n  type: array<object>\n  mapped_from: source.lines\n  required: true\n  fields:\n    out:\n      type: ${type}\n      mapped_from: ${from}\n      transformation: ${transformation}\n      required: true\n`);
}
