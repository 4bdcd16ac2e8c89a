export type Outputs = Readonly<Record<string, { readonly imports: readonly { readonly path: string; readonly kind: string }[] }>>;

export function loadedWith(outputs: Outputs, entries: readonly string[]): Set<string>;
export function loadableFrom(outputs: Outputs, entries: readonly string[], but?: readonly string[]): Set<string>;
export function packageSize(root: string): number;
export function exceeded(sizes: Readonly<Record<string, number>>, budget: Readonly<Record<string, number>>): string[];
export function sizeTable(files: ReadonlyMap<string, string>, sizes: Readonly<Record<string, number>>, budget: Readonly<Record<string, number>>): string;
