import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './paths';

/** Installs a source tree, by default this one, as it is built now, into a folder of extensions. */
export function linkExtension(extensions: string, tree = projectFolder): void {
  const manifest = readFileSync(join(tree, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(manifest) as { publisher: string; name: string; version: string };
  mkdirSync(extensions, { recursive: true });
  symlinkSync(tree, join(extensions, `${publisher}.${name}-${version}`), 'junction');
}
