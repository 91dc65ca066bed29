// Builds dist/: one bundle each for the extension host, the worker thread, the command line and every webview panel, and the kernels of
// src/kernels as WebAssembly, with and without relaxed SIMD.
import asc from 'assemblyscript/asc';
import { context, build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, watch as watchFolder } from 'node:fs';
import { join } from 'node:path';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const watch = process.argv.includes('--watch');

/** A digest of the sources that what is kept of comparisons is worded by (see src/jobs/store/wording.ts); as they are when a watch begins. */
function wordingDigest() {
  const hash = createHash('sha256');
  for (const room of ['analysis', 'facts', 'jobs', 'npy', 'similarity']) {
    const files = readdirSync(join('src', room), { recursive: true }).filter((name) => name.endsWith('.ts'));
    for (const name of files.sort()) hash.update(readFileSync(join('src', room, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

const wording = { CCA_LENS_WORDING: JSON.stringify(wordingDigest()) };
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
    entryPoints: {
      extension: 'src/extension.ts',
      worker: 'src/jobs/worker.ts',
      poolWorker: 'src/jobs/pool/poolWorker.ts',
    },
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    define: wording,
  },
  {
    ...shared,
    entryPoints: { cli: 'src/cli/main.ts' },
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    define: { CCA_LENS_VERSION: JSON.stringify(version), ...wording },
  },
  {
    ...shared,
    entryPoints: {
      comparison: 'webview/comparison.ts',
      array: 'webview/array.ts',
      analysis: 'webview/analysis.ts',
      similarity: 'webview/similarity.ts',
      renderer: 'webview/renderer.ts',
    },
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
  },
];

const kernelBuilds = [
  { outFile: 'dist/kernels.wasm', options: [] },
  { outFile: 'dist/kernels-relaxed.wasm', options: ['--enable', 'relaxed-simd', '--use', 'RELAXED=1'] },
];

/** Compiles both binaries of the kernels; in the imported `asc` this runs on this thread, a few seconds. */
async function buildKernels() {
  for (const { outFile, options } of kernelBuilds) {
    const common = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--maximumMemory', '65536'];
    const { error, stderr } = await asc.main(['src/kernels/index.ts', ...common, ...options, '--outFile', outFile]);
    if (error) throw new Error(`The kernels did not compile into ${outFile}:\n${stderr.toString() || error.message}`);
  }
}

/** Compiles the kernels anew after each change, and keeps watching when one does not compile. */
function watchKernels() {
  let waiting;
  watchFolder('src/kernels', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => buildKernels().catch((error) => console.error(error.message)), 200);
  });
}

rmSync('dist', { recursive: true, force: true });
if (watch) await Promise.all(bundles.map(async (options) => (await context(options)).watch()));
else await Promise.all(bundles.map((options) => build(options)));
await buildKernels();
if (watch) watchKernels();
