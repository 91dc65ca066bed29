// Builds dist/: one bundle each for the extension host, the worker thread, the command line and every webview panel.
import { context, build } from 'esbuild';
import { readFileSync, rmSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const watch = process.argv.includes('--watch');
const shared = {
  bundle: true,
  outdir: 'dist',
  sourcemap: false,
  minify: !watch,
  logLevel: 'info',
  legalComments: 'none',
};

const bundles = [
  {
    ...shared,
    entryPoints: { extension: 'src/extension.ts', worker: 'src/jobs/worker.ts' },
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...shared,
    entryPoints: { cli: 'src/cli/main.ts' },
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    define: { CCA_LENS_VERSION: JSON.stringify(version) },
  },
  {
    ...shared,
    entryPoints: { comparison: 'webview/comparison.ts', inspection: 'webview/inspection.ts' },
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
  },
];

rmSync('dist', { recursive: true, force: true });
if (watch) await Promise.all(bundles.map(async (options) => (await context(options)).watch()));
else await Promise.all(bundles.map((options) => build(options)));
