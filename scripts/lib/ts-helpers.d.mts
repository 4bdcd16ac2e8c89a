export function helpersIn(text: string): Map<string, string>;
export function withoutHelpers(text: string, helpers: ReadonlyMap<string, string>): string;
