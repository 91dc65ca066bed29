import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './paths';

/** Installs the source tree, as it is built now, into a folder of extensions. */
export function linkExtension(extensions: string): void {
  const manifest = readFileSync(join(projectFolder, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(manifest) as { publisher: string; name: string; version: string };
  mkdirSync(extensions, { recursive: true });
  symlinkSync(projectFolder, join(extensions, `${publisher}.${name}-${version}`), 'junction');
}
