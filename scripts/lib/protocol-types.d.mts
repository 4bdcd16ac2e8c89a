export function withPureNamespaces(text: string): string;
