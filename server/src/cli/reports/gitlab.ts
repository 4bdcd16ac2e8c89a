/** Findings as a Code Quality report of GitLab, which shows them in merge requests. */
import { lspRange } from '../../features/text-edits.ts';
import type { Severity } from '../../rules/rule.ts';
import { shownMessage } from '../../rules/visible.ts';
import { hashOf } from '../../rules/fingerprint.ts';
import type { ReportFormat } from './format.ts';
import { jsonItems } from './json-text.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', information: 'info', hint: 'info' };

export const gitlabFormat: ReportFormat = {
  start: () => '[',
  between: ',',
  file: ({ findings, spec, rootPath }) => jsonItems(findings.map(({ rule, severity, message, range, fingerprint }) => {
    const { start, end } = lspRange(spec.tree, range);
    return {
      description: shownMessage(message),
      check_name: rule.id,
      // It has to be the only one of its kind in the whole report.
      fingerprint: hashOf([rootPath, fingerprint]),
      severity: SEVERITIES[severity],
      location: { path: rootPath, lines: { begin: start.line + 1, end: end.line + 1 } },
    };
  }), '  '),
  trouble: ({ rootPath, message }) => jsonItems([{
    description: shownMessage(message),
    check_name: 'not-checked',
    fingerprint: hashOf([rootPath, message]),
    severity: 'critical',
    location: { path: rootPath, lines: { begin: 1 } },
  }], '  '),
  end: () => '\n]\n',
};
