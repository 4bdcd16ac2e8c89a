/** Time zones: names, and what a local time means in one. */
import type { Temporal } from 'temporal-polyfill';
import type { TimeZone } from '../model/type.ts';
import { isZone } from '../model/zone.ts';
import type { Value } from './values.ts';
import { ValueError } from './values.ts';

/** What keeps a value from naming a zone; undefined if nothing does. */
export function zoneFault(value: Value): string | undefined {
  if (typeof value === 'string' && (value === 'UTC' || (value.includes('/') && isZone(value)))) return undefined;
  return 'This is no time zone. Write UTC or a name of the IANA list, such as Europe/Berlin.';
}

/** The facet of a zone's name. */
export function timeZoneOf(zone: string): TimeZone {
  return zone === 'UTC' ? 'UTC' : { zone };
}

/** A zone's name, checked. */
export function legalZone(value: Value): string {
  const fault = zoneFault(value);
  if (fault !== undefined || typeof value !== 'string') throw new ValueError(fault ?? '', value);
  return value;
}

/** The moment a local time stands for in a zone: an error where the clock skips it, the earlier one where it comes twice. */
export function inZone(local: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime {
  const moment = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (moment.toPlainDateTime().equals(local)) return moment;
  throw new ValueError(`The clocks of ${zone} skip this time.`, local);
}
