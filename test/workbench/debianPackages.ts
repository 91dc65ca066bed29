import { onPath } from './onPath';
import { runGroup } from './childProcesses';

/** Whether packages of Debian can be installed here: by root, where there is apt. */
export function mayInstallPackages(): boolean {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** Installs packages of Debian with nothing that they merely recommend, and says so. What fails is seen by whoever looks for what should be there then. */
export async function installPackages(...packages: string[]): Promise<void> {
  console.log(`Installing ${packages.join(', ')} from Debian ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const again = ['-o', 'Acquire::Retries=3'];
  await runGroup('apt-get', [...again, 'update', '-q'], { env });
  await runGroup('apt-get', [...again, 'install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}
