/** Installs programs that the tests need, where this process may do so. */
import { findOnPath, must, say } from './run.mjs';

/** Whether Debian packages can be installed here without asking anybody. */
export function canInstallPackages() {
  return findOnPath('apt-get') !== undefined && process.getuid?.() === 0;
}

/** Installs a Debian package; `name` is what people call it. */
export async function installPackage(packageName, name) {
  say(`Installing ${name} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-q', '-o', 'Dpkg::Use-Pty=0'];
  await must('apt-get', [...options, 'update'], { env });
  await must('apt-get', [...options, 'install', '-y', '--no-install-recommends', packageName], { env });
}
