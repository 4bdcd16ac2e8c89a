export function withoutMethods(text: string): string;
