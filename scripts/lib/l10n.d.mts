export function clientTexts(): string[];
export function untranslatedTexts(): string[];
