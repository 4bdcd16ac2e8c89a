export function withGetters(source: string, texts: Readonly<Record<string, unknown>>): string | undefined;
