/** Findings as Checkstyle XML, which many servers and review tools read. */
import { shownMessage, visible } from '../../rules/visible.ts';
import { VERSION } from '../../server/version.ts';
import type { ReportFormat } from './format.ts';
import { element, startTag, XML_START } from './xml.ts';

/** It knows no hints. */
const SEVERITIES = { error: 'error', warning: 'warning', information: 'info', hint: 'info' } as const;

export const checkstyleFormat: ReportFormat = {
  start: () => `${XML_START}${startTag('checkstyle', { version: VERSION })}\n`,
  between: '',
  file: ({ rootPath, findings, spec }) => {
    const errors = findings.map(({ rule, severity, message, range }) => {
      const { line, character } = spec.tree.positionAt(range.start);
      return element('error', { line: line + 1, column: character + 1, severity: SEVERITIES[severity], message: shownMessage(message), source: `intspec.${rule.id}` });
    });
    return `${element('file', { name: rootPath }, errors).markup}\n`;
  },
  trouble: ({ rootPath, message }) => {
    const error = element('error', { line: 1, severity: 'error', message: visible(message), source: 'intspec.not-checked' });
    return `${element('file', { name: rootPath }, [error]).markup}\n`;
  },
  end: () => '</checkstyle>\n',
};
