// The bundles: one each for the extension host, the worker thread, the process that holds one, the threads of the pool and of the HDF5 library, the command line
// and every webview panel; panels share what they have in common.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutBinary } from './hdf5Library.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** A digest of the sources that what is kept of comparisons is worded by (see src/jobs/store/wording.ts); as they are when a watch begins. */
function wordingDigest() {
  const hash = createHash('sha256');
  for (const room of ['analysis', 'facts', 'jobs', 'formats', 'similarity']) {
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
  legalComments: 'none',
  metafile: true,
};

/** Each file of webview/pages is a page, or the renderer of notebooks, which is one file: its bundle has its name. */
const entries = readdirSync('webview/pages').map((name) => ({
  in: `webview/pages/${name}`,
  out: name.replace(/\.ts$/, ''),
}));
const [renderer, pages] = [true, false].map((one) => entries.filter(({ out }) => (out === 'renderer') === one));
const ofPages = {
  ...shared,
  platform: 'browser',
  target: 'es2022',
  format: 'esm',
  define: { CCA_LENS_VERSION: JSON.stringify(version) },
};

/** What esbuild is to build, all but whether it is minified and what it prints. */
export const bundles = [
  {
    ...shared,
    entryPoints: {
      extension: 'src/extension.ts',
      worker: 'src/jobs/worker.ts',
      jobProcess: 'src/jobs/runners/jobProcess.ts',
      poolWorker: 'src/jobs/pool/poolWorker.ts',
      hdf5Thread: 'src/jobs/hdf5/hdf5Thread.ts',
    },
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'koffi'],
    define: { CCA_LENS_VERSION: JSON.stringify(version), ...wording },
    plugins: [withoutBinary],
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
  // What pages have in common is there once, in files beside them.
  { ...ofPages, entryPoints: pages, splitting: true, chunkNames: 'pages-[hash]' },
  { ...ofPages, entryPoints: renderer },
];
