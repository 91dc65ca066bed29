import { spawnSync } from 'node:child_process';
import { onPath } from './workbench/browser';
import { runGroup } from './workbench/childProcesses';

/** Words that come before a program's own: a Python that has torch, on the PATH or Debian's; undefined where none has. */
export function pythonWithTorch(): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', 'import numpy, torch']).status === 0,
  );
}

/** Debian's torch in CI, as root, where no Python has it; elsewhere it is for people to install, as it is large. */
export async function ensureTorch(): Promise<void> {
  const mayInstall = process.env.CI && process.getuid?.() === 0 && onPath('apt-get');
  if (!mayInstall || pythonWithTorch() !== undefined) return;
  console.log('Installing python3-torch from Debian ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const again = ['-o', 'Acquire::Retries=3'];
  await runGroup('apt-get', [...again, 'update', '-q'], { env });
  await runGroup('apt-get', [...again, 'install', '-y', '-q', '--no-install-recommends', 'python3-torch'], { env });
}
