// Builds dist/: the bundles (bundles.mjs), the kernels of src/kernels as WebAssembly, with and without relaxed SIMD, the HDF5 library
// (hdf5Library.mjs), and the notices of the packages that are in them.
import asc from 'assemblyscript/asc';
import { context, build } from 'esbuild';
import { rmSync, watch as watchFolder, writeFileSync } from 'node:fs';
import { bundles } from './bundles.mjs';
import { writeHdf5 } from './hdf5Library.mjs';
import { addKoffi, koffiPackage } from './nativePackage.mjs';
import { bundledFolders, thirdPartyNotices } from './thirdPartyNotices.mjs';

const watch = process.argv.includes('--watch');
/** The platform of whose package this is the build: `--target linux-x64`; undefined for the one of all platforms, which calls no library. */
const target = process.argv.includes('--target') ? process.argv[process.argv.indexOf('--target') + 1] : undefined;
const manner = { minify: !watch, logLevel: 'info' };

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

/** Kernels are compiled together with the library of their compiler. */
const kernelPackages = ['node_modules/assemblyscript'];

async function buildBundles() {
  const built = await Promise.all(bundles.map((options) => build({ ...options, ...manner })));
  const folders = bundledFolders(built.map(({ metafile }) => metafile));
  const called = target === undefined ? [] : [koffiPackage];
  if (target !== undefined) addKoffi(target);
  writeHdf5();
  writeFileSync('dist/ThirdPartyNotices.txt', thirdPartyNotices([...folders, ...kernelPackages, ...called]));
}

rmSync('dist', { recursive: true, force: true });
if (watch) {
  await Promise.all(bundles.map(async (options) => (await context({ ...options, ...manner })).watch()));
  writeHdf5();
} else await buildBundles();
await buildKernels();
if (watch) watchKernels();
