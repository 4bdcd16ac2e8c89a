/** What the tests of other editors share: the set-up of docs/editors.md, and a command `intspec` as after an installation. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../../scripts/lib/run.mjs';
import { TemporaryFolder } from '../helpers/language-client.ts';

const EXAMPLE = readFileSync(join(root, 'walkthrough', 'example.intspec.yaml'), 'utf8');
const TIMEOUT = 180_000;

/** The first sample in a language in docs/editors.md. */
export function setupOf(language: string): string {
  const [, sample] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(readFileSync(join(root, 'docs', 'editors.md'), 'utf8')) ?? [];
  assert.ok(sample !== undefined, `docs/editors.md has no set-up in ${language}`);
  return sample;
}

/**
 * Runs an editor on the example of the walkthrough and gives what its script writes as JSON. The script is told by the
 * environment where the set-up, the spec and the result are; `home` is for the editor's own files.
 */
export async function drive(editor: string, args: readonly string[], setup: string, homes: readonly string[]): Promise<unknown> {
  const folder = await TemporaryFolder.with({ 'example.intspec.yaml': EXAMPLE, setup });
  try {
    const resultFile = join(folder.path, 'result.json');
    const env = {
      ...process.env,
      ...Object.fromEntries(homes.map((name) => [name, join(folder.path, name)])),
      PATH: `${commandFolder(folder.path)}${delimiter}${process.env['PATH'] ?? ''}`,
      INTSPEC_SETUP: join(folder.path, 'setup'),
      INTSPEC_FILE: join(folder.path, 'example.intspec.yaml'),
      INTSPEC_RESULT: resultFile,
    };
    const child = spawn(editor, args, { env, cwd: folder.path, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += String(data)));
    await once(child, 'close');
    assert.ok(existsSync(resultFile), `${editor} wrote no result:\n${output}`);
    return JSON.parse(readFileSync(resultFile, 'utf8'));
  } finally {
    await folder.remove();
  }
}

/** A folder with a program `intspec` that is the built command. */
function commandFolder(folder: string): string {
  const bin = join(folder, 'bin');
  const script = join(root, 'server', 'bin', 'intspec.js');
  mkdirSync(bin);
  writeFileSync(join(bin, 'intspec.cmd'), `@"${process.execPath}" "${script}" %*\r\n`);
  writeFileSync(join(bin, 'intspec'), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  chmodSync(join(bin, 'intspec'), 0o755);
  return bin;
}
