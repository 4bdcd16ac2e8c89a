export function packedFiles(root: string, baseUrl?: string): Map<string, Buffer>;
export function shippedFiles(root: string): string[];
export function packedPage(text: string, baseUrl?: string): string;
