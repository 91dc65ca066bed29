// The HDF5 library out of h5wasm: its program for browsers has its binary in it as a text. Here both are parted, and the binary is packed by Brotli, with
// which it takes a fifth of its size in a package.
import { mkdirSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** The package whose licence is that of the library. */
export const hdf5Package = 'node_modules/h5wasm';

const program = join(hdf5Package, 'dist', 'esm', 'hdf5_util.js');
const [begin, end] = ["function findWasmBinary(){return binaryDecode('", "')}function getBinarySync("];

/** The program without its binary, and the binary. @throws Error where h5wasm is not as it was. */
function parts() {
  const text = readFileSync(program, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`The binary of h5wasm is not where it was in ${program}: look at it anew.`);
  const literal = text.slice(from + begin.length - 1, to + 1);
  // A literal of a package whose version is fixed; its characters stand for bytes as h5wasm's own binaryDecode has it.
  const characters = new Function(`return ${literal}`)();
  const binary = Uint8Array.from(characters, (character) => {
    const code = character.charCodeAt(0);
    return (~code >> 8) & code;
  });
  // Where the program is from is of no use: it loads nothing.
  const rest = (text.slice(0, from + begin.length) + text.slice(to)).replaceAll('import.meta.url', "''");
  return { rest, binary };
}

/** For esbuild: h5wasm's program, without its binary. */
export const withoutBinary = {
  name: 'h5wasm without its binary',
  setup(build) {
    build.onLoad({ filter: /hdf5_util\.js$/ }, () => ({ contents: parts().rest, loader: 'js' }));
    build.onResolve({ filter: /^h5wasm\// }, ({ path }) => ({ path: join(process.cwd(), 'node_modules', path) }));
  },
};

/** Writes the binary, packed. Packing takes seconds, so what was packed once is kept. */
export function writeHdf5(to = join('dist', 'hdf5.wasm.br')) {
  const { version } = JSON.parse(readFileSync(join(hdf5Package, 'package.json'), 'utf8'));
  const kept = join('.cache', `h5wasm-${version}.wasm.br`);
  if (!existsSync(kept)) {
    const { binary } = parts();
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: binary.length,
    };
    mkdirSync('.cache', { recursive: true });
    writeFileSync(kept, brotliCompressSync(binary, { params }));
  }
  writeFileSync(to, readFileSync(kept));
}
