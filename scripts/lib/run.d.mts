export const root: string;
export const cacheDir: string;
export function say(text: string): void;
