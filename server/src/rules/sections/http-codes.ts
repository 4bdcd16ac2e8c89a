/**
 * The HTTP status codes that a condition names for certain. Conditions are prose, so what cannot be told counts as not
 * named: a code with words behind it that may narrow it (“403 while quota is left”), one behind “if” or “when”, and
 * every code that a later sentence takes up again.
 */

/** Status codes with the side that the words limit them to, where they do. */
export interface NamedCodes {
  readonly codes: ReadonlySet<number>;
  readonly side: 'source' | 'target' | undefined;
}

const CODE = /\b[1-5]xx\b|\b[1-5]\d\d(?:\s*(?:-|–|to)\s*[1-5]\d\d)?\b/gi;
/** What follows is left out of what stands before. */
const EXCEPTION = /\b(?:with (?:the )?exceptions? (?:of|for)|except(?:ing)?|other than|excluding|excludes|exclud(?:e|ed)|(?:all |any(?:thing)? |every(?:thing)? )?but|apart from|aside from|without|unless|not(?! found)|minus|save for|besides|bar(?:ring)?|outside(?: of)?|(?:where|if|when) no(?:ne)?\b|no other|otherwise)\b/i;
/** Who speaks of the others leaves out what any other class names. */
const OTHERS = /\b(?:others?|remaining|rest|else|remainder|leftover)\b/i;
/** What follows holds in some cases only. */
const CONDITION = /\b(?:if|when|whenever|while|unless|during|once|provided|as long as)\b/i;
/** What may follow a code without narrowing it: where it comes from, and its standard reason. */
const NEUTRAL = new RegExp(
  [
    '\\b(?:from|by|of|at)(?: (?!(?:if|when|while|with|without|where|that|which|whose|because|after|before|until|during|unless|once|for|in)\\b)[\\w-]+){1,4}',
    `\\b(?:${[
      'http', 'status(?: codes?)?', 'codes?', 'errors?', 'responses?', 'answers?', 'on (?:a |the |any |each )?(?:write|read|writing|reading|call|request)s?', '(?:is |are )?(?:returned|received)', 'unauthori[sz]ed', 'forbidden',
      'too many requests', 'bad request', 'not found', 'conflict', 'gone', 'unprocessable (?:entity|content)', 'precondition failed', 'request timeout', '(?:internal )?server errors?', 'client errors?', 'bad gateway', 'service unavailable', 'gateway timeout',
    ].join('|')})\\b`, '[()]',
  ].join('|'), 'gi');
/** Codes that are excepted in words. */
const IN_WORDS: readonly (readonly [words: RegExp, ...codes: number[]])[] = [
  [/auth|credential|permission|\blog-?in\b|\baccess\b|\btokens?\b/i, 401, 403, 407],
  [/\brate\b|rate[_-]|limit|throttl|quota|too many/i, 429],
  [/conflict/i, 409],
  [/not found/i, 404],
  [/valid|unprocessable/i, 400, 422],
];

/** The codes that a condition names; `names`: what the two systems are called. */
export function codesIn(condition: string, names: { readonly source: string | undefined; readonly target: string | undefined }): NamedCodes {
  const sentences = condition.split(/(?<!\bi\.e|\be\.g)[.!?;](?=\s|$)|\n{2,}/i);
  const at = sentences.findIndex((sentence) => isAboutStatus(sentence) && sentence.search(CODE) >= 0);
  const sentence = sentences[at] ?? '';
  const [, positive = sentence, excepted = ''] = new RegExp(`^(.*?)(${EXCEPTION.source}.*)$`, 'is').exec(sentence) ?? [];
  const codes = certainCodes(positive);
  const later = [excepted, ...sentences.slice(at + 1)].map(exceptedIn);
  // An exception in words that nobody can read may be of anything.
  if (excepted !== '' && later[0]?.length === 0) codes.clear();
  for (const code of [...later.flat(), ...besideRange(positive)]) codes.delete(code);
  return { codes, side: sideIn(positive, names) };
}

/** What says of codes beside a range that they are excepted, and not all that the range stands for. */
const EXCEPTED = /\b(?:excepted|excluded|exempt(?:ed)?|own|class(?:es)?|handled|covered|apart|elsewhere|separate(?:ly)?)\b/i;

/**
 * What is not certain of a range that stands beside codes within it: those codes where they are said to be excepted, as
 * in “4xx on write (401 and 403 have classes of their own)”, else all of it, as in “4xx on write (400, 404 or 422)”.
 */
function besideRange(text: string): number[] {
  const named = [...text.matchAll(CODE)].map(([code]) => codesOf(code));
  const single = named.flatMap((codes) => (codes.length === 1 ? codes : []));
  const ranges = named.filter((codes) => codes.length > 1 && single.some((code) => codes.includes(code)));
  return EXCEPTED.test(text) ? single.filter((code) => ranges.some((codes) => codes.includes(code))) : ranges.flat();
}

/** The codes that a text takes up, by number or in words. */
function exceptedIn(text: string): number[] {
  return [...[...text.matchAll(CODE)].flatMap(([code]) => codesOf(code)), ...IN_WORDS.flatMap(([words, ...codes]) => (words.test(text) ? codes : []))];
}

/** Numbers of three digits are status codes only where the sentence says so, or begins with one. */
function isAboutStatus(sentence: string): boolean {
  return /\bhttp\b|\bstatus\b|\b[1-5]xx\b|\bresponse codes?\b/i.test(sentence) || /^\s*[1-5]\d\d\b/.test(sentence);
}

const SEPARATOR = /[,;/]|\bor\b|\band\b/;

/** Codes with nothing before or behind them that may narrow them. */
function certainCodes(text: string): Set<number> {
  const found = new Set<number>();
  const matches = [...text.matchAll(CODE)];
  const [first] = matches;
  if (!first || CONDITION.test(text.slice(0, first.index))) return found;
  let chain: number[] = [];
  // Whether an earlier code is narrowed, and whether this one may be part of what narrows it.
  let isNarrowed = false;
  let isPart = false;
  let behindLast = 0;
  for (const [index, match] of matches.entries()) {
    const behind = text.slice(match.index + match[0].length, matches[index + 1]?.index);
    const [tail = ''] = behind.split(SEPARATOR);
    const codes = codesOf(match[0]);
    const isRest = OTHERS.test(text.slice(behindLast, match.index));
    behindLast = match.index + match[0].length;
    if (!isPart && !isRest && !(isNarrowed && codes.length > 1)) chain.push(...codes);
    const isJoined = /^\s*(?:(?:[,;/]|or\b|and\b)\s*)?(?:(?:or|and)\s*)?(?:http\s*)?$/i.test(behind) && index < matches.length - 1;
    // What narrows the last of several codes narrows all that are joined to it.
    if (tail.replace(NEUTRAL, '').trim() !== '') {
      chain = [];
      isNarrowed = true;
      isPart = !SEPARATOR.test(behind);
    } else if (!isJoined) {
      for (const code of chain) found.add(code);
      chain = [];
      isPart = false;
    }
  }
  return found;
}

function codesOf(text: string): number[] {
  const bounds = [...text.matchAll(/\d{3}/g)].map(([digits]) => Number(digits));
  const [from, to = from] = /xx/i.test(text) ? [Number(text[0]) * 100, Number(text[0]) * 100 + 99] : bounds;
  return from === undefined || to === undefined || to < from ? [] : Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The side that a text limits itself to: by naming one of the systems only, or by speaking of writing or reading. */
function sideIn(text: string, { source, target }: { readonly source: string | undefined; readonly target: string | undefined }): NamedCodes['side'] {
  const has = (name: string | undefined): boolean => name !== undefined && text.toLowerCase().includes(name.toLowerCase());
  if (has(source) !== has(target)) return has(source) ? 'source' : 'target';
  const writes = /\b(?:on|when|while) (?:a |the |any |each )?(?:writ(?:es?|ing))\b/i.test(text);
  const reads = /\b(?:on|when|while) (?:a |the |any |each )?read(?:s|ing)?\b/i.test(text);
  return writes === reads ? undefined : writes ? 'target' : 'source';
}

/** Codes as people write them: `401 and 403`, `4xx`, `500 to 504`. */
export function codesText(codes: readonly number[]): string {
  const sorted = [...codes].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    const from = sorted[at] ?? 0;
    let end = at;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    const to = sorted[end] ?? from;
    if (from % 100 === 0 && to === from + 99) parts.push(`${String(from / 100)}xx`);
    else if (end - at > 1) parts.push(`${String(from)} to ${String(to)}`);
    else parts.push(...sorted.slice(at, end + 1).map(String));
    at = end + 1;
  }
  return parts.length <= 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
