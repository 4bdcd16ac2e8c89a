/** Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request. */
import { lspRange } from '../../features/text-edits.ts';
import type { Severity } from '../../rules/rule.ts';
import { shownMessage } from '../../rules/visible.ts';
import type { JudgedFile, PartOptions, ReportFormat } from './format.ts';
import { textFormat } from './text.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

export const githubFormat: ReportFormat = {
  start: () => '',
  between: '',
  file: fileCommands,
  trouble: ({ rootPath, message }) => command('error', { file: rootPath, title: 'intspec' }, message),
  end: textFormat.end,
};

function fileCommands({ findings, spec, rootPath }: JudgedFile, { rootPathOf }: PartOptions): string {
  return findings.map(({ rule, severity, message, range, related = [] }) => {
    const { start, end } = lspRange(spec.tree, range);
    const place = {
      file: rootPath,
      line: start.line + 1,
      endLine: end.line + 1,
      // Columns are shown only where they are those of one line.
      ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
    };
    const others = related.map(({ at, message: text }) => {
      const [file, { line, character }] = 'node' in at ? [rootPath, spec.tree.positionAt(spec.tree.rangeOf(at).start)] : [rootPathOf(at.uri), at.range.start];
      return `${file}:${line + 1}:${character + 1}  ${shownMessage(text)}`;
    });
    return command(COMMANDS[severity], { ...place, title: rule.id }, [shownMessage(message), ...others].join('\n'));
  }).join('');
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const said = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${name} ${said.join(',')}::${escapedData(message)}\n`;
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
