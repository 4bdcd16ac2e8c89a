export const SCHEMA_TEXTS: string;
export function withoutTexts(schema: object): { schema: object; marks: string; texts: unknown[] };
export function schemaModule(name: string, schema: object, ruleTexts: Readonly<Record<string, { readonly explanation: string }>>): string;
export function schemaTextsModule(schemas: Readonly<Record<string, object>>, ruleTexts: Readonly<Record<string, { readonly explanation: string }>>): string;
