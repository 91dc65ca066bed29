import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from './paths';

/** What the manifest of a small extension says beside what all of them have in common. */
export interface SmallExtension {
  publisher: string;
  name: string;
  activationEvents: string[];
  [more: string]: unknown;
}

/**
 * Builds an extension of one source file for the extension host, beside the one of this project.
 * @param source path inside the project.
 * @param folder is made when missing.
 */
export async function buildExtension(source: string, manifest: SmallExtension, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const common = { version: '0.0.1', engines: { vscode: '^1.100.0' }, main: './extension.js' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...common, ...manifest }));
  await build({
    entryPoints: [join(projectFolder, source)],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
}
