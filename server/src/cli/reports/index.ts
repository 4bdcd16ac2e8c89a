/** The formats of reports by their names; each is loaded when it is asked for. */
import type { ReportFormat } from './format.ts';
import { textFormat } from './text.ts';

export const FORMATS = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle'] as const;

export type FormatName = (typeof FORMATS)[number];

const LOADERS: Readonly<Record<FormatName, () => Promise<ReportFormat>>> = {
  text: () => Promise.resolve(textFormat),
  json: async () => (await import('./json.ts')).jsonFormat,
  sarif: async () => (await import('./sarif.ts')).sarifFormat,
  github: async () => (await import('./github.ts')).githubFormat,
  gitlab: async () => (await import('./gitlab.ts')).gitlabFormat,
  junit: async () => (await import('./junit.ts')).junitFormat,
  checkstyle: async () => (await import('./checkstyle.ts')).checkstyleFormat,
};

export function reportFormat(name: FormatName): Promise<ReportFormat> {
  return LOADERS[name]();
}
