/**
 * Findings as JUnit XML: a suite for each file, a test case for each finding. Errors are failures, as they make the
 * command fail; what is less is said by a case that passes. A file without findings is one case that passes, one that
 * could not be read an error.
 */
import { shownMessage, visible } from '../../rules/visible.ts';
import type { JudgedFinding } from '../judge.ts';
import { plainText } from '../output.ts';
import type { JudgedFile, PartOptions, ReportFormat } from './format.ts';
import { findingText } from './text.ts';
import type { Markup } from './xml.ts';
import { element, startTag, XML_START } from './xml.ts';

export const junitFormat: ReportFormat = {
  start: () => `${XML_START}${startTag('testsuites', { name: 'intspec' })}\n`,
  between: '',
  file: (file, options) => {
    const cases = file.findings.length === 0 ? [element('testcase', { name: 'no findings', ...placeOf(file.rootPath) })] : file.findings.map((finding) => caseOf(finding, file, options));
    return suite(file.rootPath, cases, file.findings.filter(({ severity }) => severity === 'error').length, 0);
  },
  trouble: ({ rootPath, message }) => {
    const error = element('error', { message: visible(message), type: 'not-checked' }, visible(message));
    return suite(rootPath, [element('testcase', { name: 'could not be checked', ...placeOf(rootPath) }, [error])], 0, 1);
  },
  end: () => '</testsuites>\n',
};

function suite(path: string, cases: readonly Markup[], failures: number, errors: number): string {
  return `${element('testsuite', { name: visible(path), tests: cases.length, failures, errors, skipped: 0 }, cases).markup}\n`;
}

function caseOf(finding: JudgedFinding, file: JudgedFile, { rootPathOf }: PartOptions): Markup {
  const { severity, message, rule, range } = finding;
  const line = file.spec.tree.positionAt(range.start).line + 1;
  const text = findingText({ ...file, path: file.rootPath }, finding, plainText, rootPathOf);
  const said = severity === 'error' ? element('failure', { message: shownMessage(message), type: rule.id }, text) : element('system-out', {}, text);
  return element('testcase', { name: nameOf(finding), ...placeOf(file.rootPath), line }, [said]);
}

/** The name of a case is the same in the next run, wherever its finding has moved: servers tell by it what is new. */
function nameOf({ rule, identity: { keys, subject, count } }: JudgedFinding): string {
  const what = keys.endsWith(subject) ? [keys] : [keys, subject];
  return visible([`${rule.id}:`, ...what, ...(count === 1 ? [] : [`(${count})`])].filter((part) => part !== '').join(' '));
}

/** Servers take the name of a class apart at its dots, and the last part for the class. */
function placeOf(path: string): { readonly classname: string; readonly file: string } {
  return { classname: visible(path.replace(/(\.intspec)?\.ya?ml$/i, '')).replaceAll('.', '_'), file: path };
}
