/** The record that the tests of checker and evaluator derive values from. */
import type { FieldDeclaration, ObjectType, ValueType } from '../../server/src/model/type.ts';

const field = (name: string, type: ValueType, required = true, hasDefault = false): [string, FieldDeclaration] => [name, { name, type, required, hasDefault }];

export const object = (...fields: [string, FieldDeclaration][]): ObjectType => ({ kind: 'object', nullable: false, fields: new Map(fields) });

const line = object(field('sku', { kind: 'string', nullable: false, maxLength: 12 }), field('amount', { kind: 'integer', nullable: false, minimum: 0, maximum: 999 }));

export const sourceType = object(
  field('name', { kind: 'string', nullable: false, maxLength: 100 }),
  field('long', { kind: 'string', nullable: false }),
  field('code', { kind: 'string', nullable: false, minLength: 2, maxLength: 5, pattern: '^[A-Z]+$' }),
  field('status', { kind: 'string', nullable: false, enum: ['Active', 'Closed'] }),
  field('note', { kind: 'string', nullable: true, maxLength: 20 }),
  field('nick', { kind: 'string', nullable: false, maxLength: 30 }, false),
  field('lang', { kind: 'string', nullable: false, maxLength: 2 }, false, true),
  field('count', { kind: 'integer', nullable: false, minimum: 0, maximum: 100 }),
  field('big', { kind: 'integer', nullable: false }),
  field('price', { kind: 'decimal', nullable: false, precision: 10, scale: 2 }),
  field('ratio', { kind: 'number', nullable: false }),
  field('flag', { kind: 'boolean', nullable: false }),
  field('born', { kind: 'date', nullable: false }),
  field('at', { kind: 'datetime', nullable: false, timezone: 'any' }),
  field('utc', { kind: 'datetime', nullable: false, timezone: 'UTC' }),
  field('local', { kind: 'datetime', nullable: false, timezone: 'none' }),
  field('id', { kind: 'uuid', nullable: false }),
  field('raw', { kind: 'binary', nullable: false }),
  field('tags', { kind: 'array', nullable: false, element: { kind: 'string', nullable: false, maxLength: 10 }, minItems: 1, maxItems: 4 }),
  field('scores', { kind: 'array', nullable: false, element: { kind: 'integer', nullable: false } }),
  field('lines', { kind: 'array', nullable: false, element: line }),
  field('odd name', { kind: 'string', nullable: false, maxLength: 7 }),
  field('address', object(field('city', { kind: 'string', nullable: false, maxLength: 50 }), field('zip', { kind: 'string', nullable: false, maxLength: 5 }, false))),
  field('maybe', { ...object(field('inner', { kind: 'integer', nullable: false })), nullable: true }),
  field('free', { kind: 'object', nullable: false }),
  field('odd', { kind: 'unknown', nullable: true }),
);

export const itemType: ValueType = line;

/** A type with its facets, shortly: `string(2..5)? ^[A-Z]+$`, `integer[0..100]`, `decimal(10,2)`. */
export function showType(type: ValueType): string {
  const nullable = type.nullable && type.kind !== 'unknown' ? '?' : '';
  const range = (low: string | number | undefined, high: string | number | undefined) => (low === undefined && high === undefined ? '' : `[${low ?? ''}..${high ?? ''}]`);
  switch (type.kind) {
    case 'string': {
      const lengths = type.enum || (type.maxLength === undefined && !type.minLength) ? '' : `(${type.minLength ? `${type.minLength}..` : ''}${type.maxLength ?? ''})`;
      return `string${lengths}${nullable}${type.enum ? ` {${type.enum.join(', ')}}` : ''}${type.pattern ? ` ${type.pattern}` : ''}`;
    }
    case 'integer':
    case 'number': return `${type.kind}${range(type.minimum, type.maximum)}${nullable}`;
    case 'decimal': return `decimal${type.scale === undefined ? '' : `(${type.precision ?? ''},${type.scale})`}${range(type.minimum, type.maximum)}${nullable}`;
    case 'datetime': return `datetime ${typeof type.timezone === 'string' ? type.timezone : type.timezone.zone}${nullable}`;
    case 'array': return `array<${showType(type.element)}>${range(type.minItems, type.maxItems)}${nullable}`;
    default: return type.kind + nullable;
  }
}
