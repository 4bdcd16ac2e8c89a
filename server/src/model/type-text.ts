/** Types as people write them, for messages and hovers. */
import type { TimeZone, ValueType } from './type.ts';

/** At most this many values of an enum are named. */
const NAMED = 6;

/** The type as `type:` says it, facets left out that it cannot say: `string(255)`, `array<decimal(10,2)>`. */
export function typeName(type: ValueType): string {
  switch (type.kind) {
    case 'string': return type.maxLength === undefined ? 'string' : `string(${String(type.maxLength)})`;
    case 'decimal': return type.precision === undefined ? 'decimal' : `decimal(${String(type.precision)},${String(type.scale ?? 0)})`;
    case 'array': return `array<${typeName(type.element)}>`;
    default: return type.kind;
  }
}

/** The type with all its facets in words: `string(20), one of "open" and "closed", or null`. */
export function typeText(type: ValueType): string {
  const facets = facetTexts(type);
  const nullable = type.nullable && type.kind !== 'unknown' ? [facets.length > 0 ? 'or null' : ''] : [];
  const text = [typeName(type), ...facets, ...nullable.filter((part) => part !== '')].join(', ');
  return nullable.includes('') ? `${text} or null` : text;
}

function facetTexts(type: ValueType): string[] {
  switch (type.kind) {
    case 'string': return [
      ...(type.minLength === undefined || type.minLength === 0 ? [] : [`at least ${String(type.minLength)} character${type.minLength === 1 ? '' : 's'}`]),
      ...(type.pattern === undefined ? [] : [`matching \`${type.pattern}\``]),
      ...enumText(type.enum?.map((value) => JSON.stringify(value))),
    ];
    case 'integer':
    case 'number': return [...boundsText(type.minimum, type.maximum), ...enumText(type.enum?.map(String))];
    case 'decimal': return boundsText(type.minimum, type.maximum);
    case 'datetime': return [zoneText(type.timezone)];
    case 'array': {
      const element = facetTexts(type.element);
      const inner = [...element, ...(type.element.nullable && type.element.kind !== 'unknown' ? ['or null'] : [])];
      return [...boundsText(type.minItems, type.maxItems, ' elements'), ...(inner.length > 0 ? [`each ${inner.join(', ')}`] : [])];
    }
    default: return [];
  }
}

function zoneText(zone: TimeZone): string {
  if (zone === 'UTC') return 'in UTC';
  if (zone === 'any') return 'with an offset';
  return zone === 'none' ? 'local, without offset' : `in ${zone.zone}`;
}

function boundsText(minimum: number | string | undefined, maximum: number | string | undefined, unit = ''): string[] {
  if (minimum !== undefined && maximum !== undefined) return [`${String(minimum)} to ${String(maximum)}${unit}`];
  if (minimum !== undefined) return [`at least ${String(minimum)}${unit}`];
  return maximum === undefined ? [] : [`at most ${String(maximum)}${unit}`];
}

function enumText(values: readonly string[] | undefined): string[] {
  if (!values) return [];
  const more = values.length - NAMED;
  const named = more > 1 ? [...values.slice(0, NAMED), `${String(more)} more`] : values;
  if (named.length <= 1) return [`only ${named[0] ?? 'nothing'}`];
  return [`one of ${named.slice(0, -1).join(', ')} ${more > 1 ? 'and' : 'or'} ${named.at(-1) ?? ''}`];
}
