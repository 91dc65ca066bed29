import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from './paths';

/** Puts test/page/jupyterStub.ts into a folder of extensions, under the name of the Jupyter extension. */
export async function installJupyterStub(extensions: string): Promise<void> {
  const folder = join(extensions, 'ms-toolsai.jupyter-0.0.1');
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: 'jupyter',
    publisher: 'ms-toolsai',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    main: './extension.js',
    activationEvents: [],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  await build({
    entryPoints: [join(projectFolder, 'test', 'page', 'jupyterStub.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
}
