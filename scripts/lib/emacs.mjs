/** Finds Emacs with eglot for the test that drives it. */
import { spawnSync } from 'node:child_process';
import { canInstallPackages, installPackage } from './apt.mjs';
import { findOnPath, say } from './run.mjs';

/** The path of an Emacs that has eglot; INTSPEC_EMACS comes first. Undefined where there is none. */
export function findEmacs() {
  const emacs = process.env.INTSPEC_EMACS || findOnPath('emacs');
  return emacs && hasEglot(emacs) ? emacs : undefined;
}

/** Like {@link findEmacs}; where there is none, installs Debian's if this process may do so. */
export async function ensureEmacs() {
  const found = findEmacs();
  if (found) return found;
  if (canInstallPackages()) {
    try {
      if (!findOnPath('emacs')) await installPackage('emacs-nox', 'Emacs');
      // It comes with Emacs from version 29.
      if (!findEmacs()) await installPackage('elpa-eglot', 'eglot');
    } catch (error) {
      // Nobody who works on the extension has to have it, and there may be no network.
      say(error instanceof Error ? error.message : String(error));
    }
  }
  return findEmacs();
}

function hasEglot(emacs) {
  return spawnSync(emacs, ['--batch', '--eval', "(progn (require 'package) (package-initialize) (require 'eglot))"], { stdio: 'ignore' }).status === 0;
}
