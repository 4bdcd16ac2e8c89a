/** `intspec check`: the findings of files, folders, patterns or standard input. */
import { readOptions } from './check-options.ts';
import { CheckRun } from './check-run.ts';
import type { Command } from './command.ts';

const HELP = `Usage: intspec check [options] [file, folder or pattern ...]

Checks integration specs. A folder is searched for *.intspec.yaml and *.intspec.yml, or for what the patterns in
.intspec.yaml match; node_modules and folders whose name starts with a dot are left out. A file that is named is
checked whatever it is called. Patterns are globs, best quoted: 'specs/**/*.yaml'. Without an argument the current
folder is searched; - reads standard input. The settings in .intspec.yaml, from the current folder down to a spec's
own, hold for it.

Which findings:
      --rule ID                  those of this rule only; may be given several times
      --severity LEVEL           those that are at least so severe: error, warning, information or hint (default: hint)
      --changed-since REV        those of files that have changed since the current branch left REV, a revision of git
      --baseline FILE            those that this baseline does not know
      --update-baseline          write all that is found to the baseline, and report nothing

How they are reported:
      --format FORMAT            text, json, sarif, github, gitlab, junit or checkstyle (default: text)
  -o, --output [FORMAT:]FILE     write a report to a file; may be given several times. Without a FORMAT of its own it
                                 has that of --format, and findings are printed as text
  -q, --quiet                    print findings only: no summary, no progress
      --stats                    print findings and time by rule, and time by phase, on standard error
      --stdin-filename NAME      what standard input is called in the findings (default: <stdin>)
      --color, --no-color        use colours, or none (default: on a terminal)

What else is done:
      --fix                      write what is safe to write, then report what remains
      --max-warnings N           fail when there are more than N warnings
      --jobs N                   check so many files at once (default: as many as there are processors, or fewer)
  -h, --help                     print this help

Exit code: 0 without errors, 1 with errors or more than N warnings, 2 for wrong usage or a file that could not be read.`;

export const checkCommand: Command = {
  help: HELP,
  run: async (args) => new CheckRun(readOptions(args), process.cwd()).run(),
};
