/**
 * A walk: steps for a person, written down in Markdown, that a test takes in the editor. In the items of numbered
 * lists, `**Ctrl+.**` is a key to press, `*Fix all*` something to choose where the last key offered it, and code is
 * text to type; the rest is for the reader. A line `Left:` names the rules that still find something, each with how
 * often, and a line `Nothing is left.` says that none does.
 */
export type Step =
  | { readonly kind: 'press'; readonly key: string }
  | { readonly kind: 'choose'; readonly title: string }
  | { readonly kind: 'type'; readonly text: string };

export interface Chapter {
  readonly title: string;
  readonly steps: readonly Step[];
  /** Rule → how many findings are left at the end of the chapter; undefined where it does not say. */
  readonly left: Readonly<Record<string, number>> | undefined;
}

const TOKEN = /\*\*(?<key>[^*]+)\*\*|\*(?<title>[^*]+)\*|``\s?(?<long>.+?)\s?``|`(?<text>[^`]+)`/g;

/** The chapters of a walk: what stands below each heading of the second level that has steps. */
export function readWalk(markdown: string): Chapter[] {
  return markdown.split(/^## /m).slice(1).flatMap((part): Chapter[] => {
    const [title = '', ...lines] = part.split('\n');
    const items = itemsOf(lines);
    const left = /^(?:Left: (.+)|(Nothing is left)\.)$/m.exec(part);
    if (items.length === 0) return [];
    return [{ title, steps: items.flatMap(stepsOf), left: left ? countsOf(left[1]) : undefined }];
  });
}

/** The numbered items, each with the lines that continue it. */
function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  let isItem = false;
  for (const line of lines) {
    const start = /^\d+\. (.*)$/.exec(line);
    if (start) items.push(start[1] ?? '');
    else if (isItem && /^\s+\S/.test(line)) items.push(`${items.pop() ?? ''} ${line.trim()}`);
    isItem = start !== null || (isItem && /^\s+\S/.test(line));
  }
  return items;
}

function stepsOf(item: string): Step[] {
  return [...item.matchAll(TOKEN)].map(({ groups }): Step => {
    if (groups?.['key'] !== undefined) return { kind: 'press', key: groups['key'] };
    if (groups?.['title'] !== undefined) return { kind: 'choose', title: groups['title'] };
    return { kind: 'type', text: groups?.['long'] ?? groups?.['text'] ?? '' };
  });
}

function countsOf(text: string | undefined): Record<string, number> {
  return Object.fromEntries([...(text ?? '').matchAll(/`([\w-]+)`(?: × (\d+))?/g)].map((match) => [match[1] ?? '', Number(match[2] ?? 1)]));
}
