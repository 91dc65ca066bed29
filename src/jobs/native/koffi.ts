import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** A function of a library, by its address. */
export type Foreign = (...args: readonly (Uint8Array | Float64Array | BigInt64Array | number)[]) => unknown;

/** A library that was loaded. */
export interface ForeignLibrary {
  /** A function of it. @throws Error where it has none of that name. */
  func(name: string, result: string, args: readonly string[]): Foreign;
}

/** What is used of koffi. */
export interface Koffi {
  load(path: string): ForeignLibrary;
}

/**
 * koffi, which calls functions of libraries: beside the bundle, where the extension is packaged for a platform, or as a package that was installed with
 * this one. Nothing else is looked through, folders above or those of a workspace. Undefined where it is not there. @throws Error where it does not load.
 */
export function loadKoffi(root = packageFolder()): Koffi | undefined {
  const above = dirname(root);
  const places = [
    join(root, 'dist', 'native', 'koffi.node'),
    join(root, 'node_modules', 'koffi', 'index.cjs'),
    ...(basename(above) === 'node_modules' ? [join(above, 'koffi', 'index.cjs')] : []),
  ];
  const found = places.find((place) => existsSync(place));
  return found === undefined ? undefined : (createRequire(found)(found) as Koffi);
}

/** The folder of this package, above the running bundle or source. */
function packageFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
