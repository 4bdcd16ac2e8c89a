export function apiDeclarations(folder: string): string;
