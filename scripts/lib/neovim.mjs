/** Finds Neovim for the test that drives it. */
import { canInstallPackages, installPackage } from './apt.mjs';
import { findOnPath, say } from './run.mjs';

/** The path of Neovim; INTSPEC_NEOVIM comes first. Undefined where there is none. */
export function findNeovim() {
  return process.env.INTSPEC_NEOVIM || findOnPath('nvim');
}

/** Like {@link findNeovim}; where there is none, installs Debian's if this process may do so. */
export async function ensureNeovim() {
  const found = findNeovim();
  if (found) return found;
  if (canInstallPackages()) {
    try {
      await installPackage('neovim', 'Neovim');
    } catch (error) {
      // Nobody who works on the extension has to have it, and there may be no network.
      say(error instanceof Error ? error.message : String(error));
    }
  }
  return findNeovim();
}
