import { readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, parse, relative, sep } from 'node:path';
import { LensError } from '../../facts/errors';
import { exists } from '../files/exists';

/** What is known of the machine that is searched. */
export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  home: string;
}

/** What is said where `auto` finds nothing. */
export const noLibrary =
  'no BLAS and LAPACK was found on this machine, so WebAssembly computes alone; a path to one can be named.';

/** Where systems and package managers put their libraries, the plain names first. */
const systemFolders: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    ...['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap((triplet) => [
      `/usr/lib/${triplet}/openblas-pthread`,
      `/usr/lib/${triplet}`,
    ]),
    ...['/usr/lib64', '/usr/lib', '/usr/local/lib'],
    ...['/opt/intel/oneapi/mkl/latest/lib', '/opt/intel/oneapi/mkl/latest/lib/intel64'],
  ],
  darwin: ['/opt/homebrew/opt/openblas/lib', '/usr/local/opt/openblas/lib'],
};

/** Names of files of libraries that have both BLAS and LAPACK. */
const libraryName =
  /^(?:lib)?(?:scipy_openblas64_|scipy_openblas|openblas64_|openblas|openblasp|mkl_rt)(?:-[\w.]+)?(?:\.\d+)?(?:\.so(?:\.\d+)*|\.dylib|\.dll)$/;

/** It lies in no folder that can be looked into. */
const accelerate = '/System/Library/Frameworks/Accelerate.framework/Accelerate';

/**
 * The library that is to be loaded: `auto` is the first that is there of Accelerate (macOS), that of numpy's wheel of the first Python on the PATH, of
 * an active environment or of pyenv, and OpenBLAS or MKL of the environment and the system; a path is taken as it is. Only what an absolute path leads to
 * is looked at, and nothing within `apart`: the folders of a workspace, or the current one. Nothing is run or loaded. Undefined where nothing is found.
 * @throws LensError `native-library` for a path that is relative, within `apart`, or leads nowhere.
 */
export async function findLibrary(
  choice: string,
  apart: readonly string[],
  machine: Machine = { platform: process.platform, env: process.env, home: homedir() },
): Promise<string | undefined> {
  const folders = [...apart, ...(await Promise.all(apart.map(real)))];
  const within = async (path: string): Promise<boolean> =>
    isWithin(path, folders) || isWithin(await real(path), folders);
  if (choice !== 'auto') {
    if (!isAbsolute(choice)) throw refused(choice, 'is no absolute path');
    if (choice === accelerate && machine.platform === 'darwin') return choice;
    if (!(await exists(choice))) throw refused(choice, 'is not there');
    if (await within(choice)) throw refused(choice, 'lies in the workspace or the current folder');
    return choice;
  }
  if (machine.platform === 'darwin') return accelerate;
  for (const folder of await foldersOf(machine)) {
    if (!isAbsolute(folder) || (await within(folder))) continue;
    const names = await readdir(folder).catch(() => [] as string[]);
    for (const name of names.filter((each) => libraryName.test(each)).sort(shorterFirst)) {
      const path = join(folder, name);
      if (!(await within(path))) return path;
    }
  }
  return undefined;
}

/** The folders of a command line in which nothing is looked for: the current one, unless it is a root or a home, which hold all that there is. */
export function currentFolder(): string[] {
  const folder = process.cwd();
  return folder === homedir() || folder === parse(folder).root ? [] : [folder];
}

async function foldersOf({ platform, env, home }: Machine): Promise<string[]> {
  const active = [env.VIRTUAL_ENV, env.CONDA_PREFIX].filter((prefix) => prefix !== undefined);
  const onPath = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const prefixes = [...active];
  for (const folder of onPath) {
    for (const name of platform === 'win32' ? ['python.exe'] : ['python3', 'python']) {
      const python = join(folder, name);
      if (!(await exists(python))) continue;
      // An environment's interpreter is a link to the one that it was made of, which has other packages.
      prefixes.push(...(platform === 'win32' ? [folder] : [dirname(folder), dirname(dirname(await real(python)))]));
      break;
    }
  }
  const pyenv = join(env.PYENV_ROOT ?? join(home, '.pyenv'), 'versions');
  const versions = await readdir(pyenv).catch(() => [] as string[]);
  prefixes.push(...versions.sort().map((version) => join(pyenv, version)));
  const wheels: string[] = [];
  for (const prefix of new Set(prefixes)) wheels.push(...(await wheelFolders(prefix, platform)));
  const own = active.map((prefix) => join(prefix, platform === 'win32' ? 'Library/bin' : 'lib'));
  return [...wheels, ...own, ...(systemFolders[platform] ?? [])];
}

/** Where numpy's wheel has its library, of a Python that is installed at a prefix. */
async function wheelFolders(prefix: string, platform: NodeJS.Platform): Promise<string[]> {
  if (platform === 'win32') return [join(prefix, 'Lib', 'site-packages', 'numpy.libs')];
  const names = await readdir(join(prefix, 'lib')).catch(() => [] as string[]);
  const pythons = names.filter((name) => /^python3(?:\.\d+)?$/.test(name)).sort();
  return pythons.flatMap((name) =>
    ['site-packages', 'dist-packages'].map((packages) => join(prefix, 'lib', name, packages, 'numpy.libs')),
  );
}

function shorterFirst(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const way = relative(folder, path);
    // A folder within may be called `..venv`.
    return !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
  });
}

function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function refused(path: string, why: string): LensError {
  return new LensError('native-library', `The library ${path} ${why}; name one by its absolute path, or auto.`);
}
