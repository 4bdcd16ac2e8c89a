export const UNUSED: readonly string[];
export function withoutFeature(text: string): string;
