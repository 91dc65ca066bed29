import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, mayInstallPackages } from '../workbench/debianPackages';
import { onPath } from '../workbench/onPath';

/** Debian's, without what merely depends on them: 4 MB. */
const packages = ['slurmctld', 'slurmd', 'slurm-client', 'munge'];

/** Why no Slurm can be started here, in one sentence; undefined where one can. */
export function slurmMissing(): string | undefined {
  if (process.platform !== 'linux') return 'Slurm runs on Linux alone.';
  const missing = ['munged', 'slurmctld', 'slurmd', 'sbatch'].filter((name) => slurmProgram(name) === undefined);
  if (missing.length > 0)
    return `There is no ${missing.join(' and no ')} (on Debian: apt-get install ${packages.join(' ')}).`;
  return process.getuid!() === 0 ? undefined : 'A Slurm of several nodes on one machine is started by root alone.';
}

/** A program of Slurm or munge, by name. Daemons are on the PATH of root, which not every shell has. */
export function slurmProgram(name: string): string | undefined {
  return onPath(name) ?? ['/usr/sbin', '/usr/local/sbin'].map((folder) => join(folder, name)).find(existsSync);
}

/** Debian's Slurm in CI, as root, where there is none. */
export async function ensureSlurm(): Promise<void> {
  if (process.env.CI && mayInstallPackages() && slurmMissing() !== undefined) await installPackages(...packages);
}

/**
 * Whether a Slurm can be started; says on standard output, once a suite, why not and that its tests do not count. Where they cannot run they are not there, so
 * that nothing counts as passed that was not tried. @throws Error in CI, where Slurm is installed.
 */
export function hasSlurm(suite: string): boolean {
  const missing = slurmMissing();
  if (missing !== undefined && process.env.CI) throw new Error(`${suite}: ${missing}`);
  if (missing !== undefined) process.stdout.write(`    (${suite}: ${missing} It is not tested)\n`);
  return missing === undefined;
}
