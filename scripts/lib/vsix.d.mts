export function packExtension(packagePath: string, baseUrl?: string): Promise<void>;
