export function withLateFix(source: string): string | undefined;
export function fixAlone(source: string): string;
