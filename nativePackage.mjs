// The one file by which a package for a platform calls a library of the machine: koffi's program for it, out of the packages that npm has installed.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Platforms as VS Code's packages name them, and what koffi calls them: its package, and the folder of its program in that. */
const platforms = {
  'linux-x64': ['linux-x64', 'linux_x64'],
  'linux-arm64': ['linux-arm64', 'linux_arm64'],
  'linux-armhf': ['linux-arm', 'linux_armhf'],
  'alpine-x64': ['linux-x64', 'musl_x64'],
  'alpine-arm64': ['linux-arm64', 'musl_arm64'],
  'darwin-x64': ['darwin-x64', 'darwin_x64'],
  'darwin-arm64': ['darwin-arm64', 'darwin_arm64'],
  'win32-x64': ['win32-x64', 'win32_x64'],
  'win32-arm64': ['win32-arm64', 'win32_arm64'],
};

/** The package of koffi whose licence is that of the program. */
export const koffiPackage = 'node_modules/koffi';

/** The file of koffi's program for a platform. @throws Error where the platform is none, or npm has installed another's. */
export function koffiProgram(target) {
  const names = platforms[target];
  if (!names) throw new Error(`${target} is none of ${Object.keys(platforms).join(', ')}.`);
  const [name, folder] = names;
  const file = join('node_modules', '@koromix', `koffi-${name}`, folder, 'koffi.node');
  if (!existsSync(file)) {
    const { version } = JSON.parse(readFileSync(join(koffiPackage, 'package.json'), 'utf8'));
    throw new Error(`${file} is missing: npm install --no-save --force @koromix/koffi-${name}@${version}`);
  }
  return file;
}

/** Copies the program to where the bundles look for it. */
export function addKoffi(target, to = join('dist', 'native', 'koffi.node')) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(koffiProgram(target), to);
}
