/** IANA time zones, and the local times that they skip. */
import { distance } from 'fastest-levenshtein';
import { Temporal } from 'temporal-polyfill';

/** Answers of the platform, which are slow to get and never change; the oldest go first. */
const asked = new Map<string, string | undefined>();
const MOST_REMEMBERED = 500;

let zones: ReadonlySet<string> | undefined;

function listed(): ReadonlySet<string> {
  return (zones ??= new Set(Intl.supportedValuesOf('timeZone')));
}

/** The name under which the platform knows a zone; undefined where there is none of this name. */
export function canonicalZone(name: string): string | undefined {
  if (name.length > 60 || !/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return undefined;
  // Those that the platform lists are known by these names; to ask it for any other makes it load all that it knows of dates.
  if (name === 'UTC' || listed().has(name)) return name;
  if (asked.has(name)) return asked.get(name);
  const [oldest] = asked.keys();
  if (asked.size >= MOST_REMEMBERED && oldest !== undefined) asked.delete(oldest);
  const answer = askForZone(name);
  asked.set(name, answer);
  return answer;
}

function askForZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/**
 * Whether this names a zone of the IANA database, case aside: `UTC`, or a place such as `Europe/Berlin`. Offsets such as
 * `+01:00`, and short names such as `EST`, say too little.
 */
export function isZone(name: string): boolean {
  return (/^utc$/i.test(name) || name.includes('/')) && canonicalZone(name) !== undefined;
}

/** A zone's name in its own case: `europe/berlin` is `Europe/Berlin`. */
export function zoneName(name: string): string {
  const lower = name.toLowerCase();
  return lower === 'utc' ? 'UTC' : (Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === lower) ?? name);
}

/** Whether two names stand for one zone: `US/Eastern` is `America/New_York`. */
export function sameZone(one: string, other: string): boolean {
  return one === other || (canonicalZone(one) ?? one) === (canonicalZone(other) ?? other);
}

/** Whether a zone is UTC under whatever name. */
export function isUtc(name: string): boolean {
  return sameZone(name, 'UTC') || /^etc\/(utc|uct|zulu|universal|greenwich|gmt([+-]?0)?)$|^(utc|uct|zulu|universal|gmt)$/i.test(name);
}

/** The zone that was most likely meant: by its last part alone (`New York`), or with a letter or two wrong. */
export function nearestZone(name: string): string | undefined {
  const normal = normalize(name);
  if (isUtc(name)) return 'UTC';
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const bare = zones.find((zone) => normalize(zone) === normal || normalize(zone.slice(zone.lastIndexOf('/') + 1)) === normal);
  if (bare !== undefined || normal.length < 4 || normal.length > 40) return bare;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(normal.length / 4)) + 1;
  for (const zone of zones) {
    const differs = distance(normal, normalize(zone));
    if (differs < least) [best, least] = [zone, differs];
  }
  return best;
}

function normalize(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/**
 * A local time, `yyyy-MM-ddTHH:mm`, that clocks in the zone never show, as they are put forward over it: the first from
 * 2024 on, or the last before; undefined where there is none.
 */
export function skippedTime(zone: string): string | undefined {
  if (!isZone(zone)) return undefined;
  let at = Temporal.ZonedDateTime.from({ timeZone: zone, year: 2024, month: 1, day: 1 });
  for (const direction of ['next', 'previous'] as const) {
    for (let count = 0; count < MOST_CHANGES; count++) {
      const change = at.getTimeZoneTransition(direction);
      if (!change) break;
      const before = change.subtract({ nanoseconds: 1 });
      const jump = change.offsetNanoseconds - before.offsetNanoseconds;
      if (jump > 0) return before.toPlainDateTime().add({ nanoseconds: 1, minutes: Math.floor(jump / 60e9 / 2) }).toString({ smallestUnit: 'minute' });
      at = change;
    }
  }
  return undefined;
}

/** A zone whose clocks are never put forward in this many changes has none to show. */
const MOST_CHANGES = 12;

/** The offset that clocks in the zone have at a local time, the earlier of two; undefined where there is no such zone. */
export function offsetInZone(local: string, zone: string): string | undefined {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).offset;
  } catch {
    return undefined;
  }
}

/** Whether a date and time with an offset, `2024-01-15T09:30:00-05:00`, has the offset of the zone at that instant. */
export function offsetIsOfZone(text: string, zone: string): boolean {
  try {
    Temporal.ZonedDateTime.from(`${text}[${zone}]`, { offset: 'reject' });
    return true;
  } catch {
    return false;
  }
}
