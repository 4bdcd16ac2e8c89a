/** What samples of a field show, gathered value by value, and the type that follows from it. */
import { isCalendarDate } from '../model/calendar.ts';
import type { Evidence, FoundField, ImportedFacets } from './field.ts';
import { counted } from './field.ts';

const DATETIME = /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,9})?)?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$/i;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?$/;
const DURATION = /^P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const URI = /^[a-z][a-z\d+.-]*:\/\/\S+$/i;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Said of texts that could all be numbers. */
export const NUMERIC_TEXT = 'every text is a number';

type Look = 'date' | 'datetime' | 'time' | 'duration' | 'uuid' | 'email' | 'uri' | 'text';

/** The type that a text looks like. */
export function lookOf(text: string): Look {
  const datetime = DATETIME.exec(text);
  if (datetime && isCalendarDate(datetime[1] ?? '')) return 'datetime';
  if (isCalendarDate(text)) return 'date';
  if (TIME.test(text)) return 'time';
  if (UUID.test(text)) return 'uuid';
  if (DURATION.test(text)) return 'duration';
  if (EMAIL.test(text)) return 'email';
  return URI.test(text) ? 'uri' : 'text';
}

/** The texts of one field. */
class Texts {
  readonly looks = new Set<Look>();
  readonly zones = new Set<'UTC' | 'any' | 'none'>();
  longest = 0;
  areNumbers = true;

  add(text: string): void {
    this.longest = Math.max(this.longest, [...text].length);
    this.areNumbers &&= DECIMAL.test(text);
    const look = lookOf(text);
    this.looks.add(look);
    if (look !== 'datetime') return;
    const zone = DATETIME.exec(text)?.[3];
    this.zones.add(zone === undefined ? 'none' : zone.toUpperCase() === 'Z' ? 'UTC' : 'any');
  }
}

/** The numbers of one field, by their digits. */
class Numbers {
  whole = 1;
  behindPoint = 0;
  hasExponent = false;
  isUnsafe = false;

  add(text: string): void {
    if (/e/i.test(text)) {
      this.hasExponent = true;
      return;
    }
    const [, whole = '', fraction = ''] = /^-?(\d+)(?:\.(\d+))?/.exec(text) ?? [];
    this.whole = Math.max(this.whole, whole.replace(/^0+(?=.)/, '').length);
    this.behindPoint = Math.max(this.behindPoint, fraction.length);
    if (fraction === '' && !Number.isSafeInteger(Number(text))) this.isUnsafe = true;
  }

  get type(): string {
    if (this.hasExponent) return 'number';
    if (this.behindPoint === 0) return this.isUnsafe ? `decimal(${String(this.whole)},0)` : 'integer';
    return `decimal(${String(this.whole + this.behindPoint)},${String(this.behindPoint)})`;
  }
}

/** All values that samples have at one place. */
export class Shape {
  /** Values of any kind, null among them. */
  count = 0;
  nulls = 0;
  /** Empty texts where an empty text may stand for nothing. */
  empties = 0;
  booleans = 0;
  #numbers: Numbers | undefined;
  #texts: Texts | undefined;
  #fields: Map<string, Shape> | undefined;
  #objects = 0;
  #elements: Shape | undefined;

  addNumber(text: string): void {
    this.count += 1;
    (this.#numbers ??= new Numbers()).add(text);
  }

  addText(text: string): void {
    this.count += 1;
    if (text === '') this.empties += 1;
    else (this.#texts ??= new Texts()).add(text);
  }

  addBoolean(): void {
    this.count += 1;
    this.booleans += 1;
  }

  addNull(): void {
    this.count += 1;
    this.nulls += 1;
  }

  /** An object; gives the shape of each of its values by the key. */
  addObject(): (key: string) => Shape {
    this.count += 1;
    this.#objects += 1;
    const fields = (this.#fields ??= new Map());
    return (key) => {
      let shape = fields.get(key);
      if (!shape) fields.set(key, (shape = new Shape()));
      return shape;
    };
  }

  /** An array; gives the shape of its elements. */
  addArray(): Shape {
    this.count += 1;
    return (this.#elements ??= new Shape());
  }

  /** The fields of the objects, in the order in which their keys have first been seen. `records`: what they are called. */
  fields(records: string): FoundField[] {
    return [...(this.#fields ?? [])].map(([key, shape]) => shape.#field(key, this.#objects, records));
  }

  #field(key: string, objects: number, records: string): FoundField {
    const absent = this.count < objects;
    const { type, facets, remarks, fields } = this.#type(records);
    const longest = this.#texts?.longest;
    const evidence: Evidence = {
      basis: `Inferred from ${counted(objects, records)}${longest === undefined || type !== 'string' ? '' : `, longest ${counted(longest, 'character')}`}`,
      records: objects, absent, nulls: this.nulls > 0, ...(longest !== undefined && { longest }),
    };
    return { key, type, required: !absent, nullable: this.nulls > 0, facets, remarks, evidence, ...(fields && { fields }) };
  }

  #type(records: string): Pick<FoundField, 'type' | 'facets' | 'remarks' | 'fields'> {
    const kinds = [
      this.booleans > 0 && 'boolean', this.#numbers && 'number', (this.#texts ?? this.empties > 0) && 'text', this.#fields && 'object', this.#elements && 'array',
    ].filter((kind) => typeof kind === 'string');
    if (kinds.length === 0) return open(this.nulls > 0 ? 'every value seen is null' : 'no value was seen');
    if (kinds.length > 1) return open(`values of different kinds were seen: ${kinds.join(', ')}`);
    if (this.booleans > 0) return plain('boolean');
    if (this.#numbers) return { type: this.#numbers.type, facets: {}, remarks: this.#numbers.isUnsafe ? ['a whole number was seen that `integer` does not hold exactly'] : [] };
    if (this.#fields) return { type: 'object', facets: {}, remarks: this.#fields.size === 0 ? ['only empty objects were seen'] : [], ...(this.#fields.size > 0 && { fields: this.fields(records) }) };
    return this.#elements ? this.#elements.#arrayType(`element`) : this.#textType();
  }

  /** The type of an array, this being the shape of its elements. */
  #arrayType(elements: string): Pick<FoundField, 'type' | 'facets' | 'remarks' | 'fields'> {
    if (this.count === 0) return open('only empty arrays were seen');
    const { type, remarks, fields } = this.#type(elements);
    const nulls = this.nulls > 0 ? ['some elements are null'] : [];
    if (type === undefined) return open(`it is an array, of which ${remarks.join(', ')}`);
    const inner = fields && type === 'object' ? { fields } : {};
    return { type: `array<${type}>`, facets: {}, remarks: [...remarks, ...nulls, ...(fields && type !== 'object' ? ['the fields of arrays in arrays cannot be declared'] : [])], ...inner };
  }

  #textType(): Pick<FoundField, 'type' | 'facets' | 'remarks'> {
    const texts = this.#texts;
    if (!texts) return { type: 'string', facets: {}, remarks: ['only empty texts were seen'] };
    const [look, ...others] = [...texts.looks];
    const remarks = this.empties > 0 ? ['some are empty'] : [];
    if (look === undefined || others.length > 0 || look === 'text') return { type: 'string', facets: {}, remarks: texts.areNumbers ? [...remarks, NUMERIC_TEXT] : remarks };
    if (look === 'email') return { type: 'string', facets: {}, remarks: [...remarks, 'looks like e-mail addresses'] };
    if (look === 'uri') return { type: 'string', facets: {}, remarks: [...remarks, 'looks like addresses (URIs)'] };
    // An empty text is no date: the field holds texts, most of which are dates.
    if (this.empties > 0) return { type: 'string', facets: {}, remarks: [`${look === 'uuid' ? 'UUIDs' : `${look}s`}, and some empty texts`] };
    if (look !== 'datetime') return plain(look);
    const [zone, ...more] = [...texts.zones];
    if (!texts.zones.has('none')) return { type: 'datetime', facets: { timezone: more.length === 0 && zone === 'UTC' ? 'UTC' : 'any' }, remarks: [] };
    return more.length === 0 ? { type: 'datetime', facets: { timezone: 'none' }, remarks: [] } : { type: 'string', facets: {}, remarks: ['some times have an offset and some have none'] };
  }
}

function open(remark: string): { type: undefined; facets: ImportedFacets; remarks: string[] } {
  return { type: undefined, facets: {}, remarks: [remark] };
}

function plain(type: string): { type: string; facets: ImportedFacets; remarks: string[] } {
  return { type, facets: {}, remarks: [] };
}
