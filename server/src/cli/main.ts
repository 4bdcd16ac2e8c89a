/** The `intspec` command: finds the command asked for and runs it. */
import { existsSync } from 'node:fs';
import { VERSION } from '../server/version.ts';
import type { Command, ExitCode } from './command.ts';
import { didYouMean, reportUsage, UsageError } from './command.ts';
import { faultText, keepOnErrors, Output, OutputError } from './output.ts';

interface KnownCommand {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** Each loads what it needs, and nothing else. */
  readonly load: () => Promise<Command>;
}

const commands: readonly KnownCommand[] = [
  { name: 'check', summary: 'report what is wrong in integration specs', load: async () => (await import('./check.ts')).checkCommand },
  { name: 'rules', summary: 'list the rules, or explain one', load: async () => (await import('./rules.ts')).rulesCommand },
  { name: 'export', summary: 'write specs as documents in other formats', load: async () => (await import('./export.ts')).exportCommand },
  { name: 'import', summary: 'take over fields from schemas and samples, or a spec from Markdown', load: async () => (await import('./import.ts')).importCommand },
  { name: 'lsp', summary: 'start the language server', load: async () => (await import('./lsp.ts')).lspCommand },
];

const HELP = `Usage: intspec <command> [options]

Checks integration specs, the documents that tell an agent how to connect two systems.

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

Options:
  -h, --help     print this help, or that of a command
  -v, --version  print the version

'intspec <command> --help' tells more about a command.`;

/** Runs the command that the arguments name. Answers with the exit code, or with nothing while a server runs. */
async function main(args: readonly string[], output: Output): Promise<ExitCode | undefined> {
  const [first, ...rest] = args;
  if (first === undefined) return reportUsage(output, 'intspec', 'Which command?');
  if (first === '--version' || first === '-v') return print(output, VERSION);
  if (first === '--help' || first === '-h') return print(output, HELP);
  const isHelp = first === 'help';
  const name = isHelp ? rest[0] : first;
  if (name === undefined) return print(output, HELP);
  const known = commands.find((each) => each.name === name);
  if (!known) return reportUsage(output, 'intspec', unknownCommand(name));
  const command = await known.load();
  if (isHelp || wantsHelp(rest)) return print(output, command.help);
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) return reportUsage(output, `intspec ${known.name}`, error.message);
    throw error;
  }
}

function unknownCommand(name: string): string {
  if (name.startsWith('-')) return `There is no option '${name}' without a command.`;
  const isFile = /[./\\*]/.test(name) || existsSync(name);
  return `There is no command '${name}'.${isFile ? ` Did you mean 'intspec check ${name}'?` : didYouMean(name, commands.map((command) => command.name))}`;
}

/** Help is asked for anywhere among the options, those behind `--` aside. */
function wantsHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

async function print(output: Output, text: string): Promise<ExitCode> {
  await output.write(`${text}\n`);
  return 0;
}

async function start(): Promise<void> {
  keepOnErrors();
  const output = new Output();
  try {
    const code = await main(process.argv.slice(2), output);
    // Not process.exit, which would cut off what pipes have not taken yet.
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    process.exitCode = 2;
    await output.error(error instanceof OutputError ? error.message : faultText(error));
  }
}

void start();
