export function findEmacs(): string | undefined;
export function ensureEmacs(): Promise<string | undefined>;
