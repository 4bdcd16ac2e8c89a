export function withLateTexts(source: string, name: string): { source: string; texts: [unknown, unknown][] } | undefined;
