import { spawnSync } from 'node:child_process';
import { installPackages, mayInstallPackages } from './workbench/debianPackages';

/** Words that come before a program's own: a Python that has torch, on the PATH or Debian's; undefined where none has. */
export function pythonWithTorch(): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', 'import numpy, torch']).status === 0,
  );
}

/** Debian's torch in CI, as root, where no Python has it; elsewhere it is for people to install, as it is large. */
export async function ensureTorch(): Promise<void> {
  if (process.env.CI && mayInstallPackages() && pythonWithTorch() === undefined) await installPackages('python3-torch');
}
