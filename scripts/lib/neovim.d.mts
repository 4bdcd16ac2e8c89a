export function findNeovim(): string | undefined;
export function ensureNeovim(): Promise<string | undefined>;
