import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { openArray } from '../../../src/jobs/arrays/openArray';
import { readRows } from '../../../src/formats/rows/readRows';
import { readArrayFile } from '../../../src/jobs/viewer/readArrayFile';
import { pickled } from '../../formats/pickle/pickled';
import { dict, tensor } from '../../formats/torch/torchFile';
import { withHeader } from '../../formats/safetensors/safetensorsFile';
import { temporaryFolder } from '../../workbench/temporaryFolder';

/** Ten gigabytes, of which a file system that knows holes keeps a few kilobytes. */
const columns = 1000;
const rows = 2_500_000;
const bytes = 4 * rows * columns;
const beginning = Float32Array.from({ length: 2 * columns }, (_, i) => i);

/** Writes parts of a file at their places, with holes between. */
function writeParts(path: string, parts: readonly [at: number, Uint8Array][], length: number): void {
  const file = openSync(path, 'w');
  try {
    ftruncateSync(file, length);
    for (const [at, part] of parts) writeSync(file, part, 0, part.length, at);
  } finally {
    closeSync(file);
  }
}

/** Numbers of some bytes, one behind the other. */
function fields(...parts: (readonly [value: number, bytes: number])[]): Buffer {
  return Buffer.concat(
    parts.map(([value, size]) => {
      const part = Buffer.alloc(size);
      if (size === 8) part.writeBigUInt64LE(BigInt(value));
      else part.writeUIntLE(value, 0, size);
      return part;
    }),
  );
}

/** A file of torch.save as large archives (zip64) are, byte by byte as APPNOTE 4.3 has them. */
function writeTorch(path: string): void {
  const large = 0xffffffff;
  const pickle = pickled(dict({ epoch: 1, layer: tensor({ shape: [rows, columns] }) }));
  const parts: [number, Uint8Array][] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [own, data, length] of [
    ['x/data.pkl', pickle, pickle.length],
    ['x/data/0', new Uint8Array(beginning.buffer), bytes],
  ] as const) {
    const name = Buffer.from(own);
    const extra = fields([1, 2], [16, 2], [length, 8], [length, 8]);
    parts.push([at, Buffer.concat([fields([0x04034b50, 4], [45, 2], [0, 2], [0, 2], [0, 4], [0, 4], [large, 4], [large, 4], [name.length, 2], [extra.length, 2]), name, extra, data])]); // prettier-ignore
    directory.push(fields([0x02014b50, 4], [45, 2], [45, 2], [0, 2], [0, 2], [0, 4], [0, 4], [large, 4], [large, 4], [name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name, extra); // prettier-ignore
    at += 30 + name.length + extra.length + length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.concat([
    listed,
    fields([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4], [2, 8], [2, 8], [listed.length, 8], [at, 8]),
    fields([0x07064b50, 4], [0, 4], [at + listed.length, 8], [1, 4]),
    fields([0x06054b50, 4], [0, 2], [0, 2], [2, 2], [2, 2], [listed.length, 4], [large, 4], [0, 2]),
  ]);
  writeParts(path, [...parts, [at, end]], at + end.length);
}

function writeSafetensors(path: string): void {
  const header = withHeader(JSON.stringify({ layer: { dtype: 'F32', shape: [rows, columns], data_offsets: [0, bytes] } })); // prettier-ignore
  writeParts(path, [[0, header], [header.length, new Uint8Array(beginning.buffer)]], header.length + bytes); // prettier-ignore
}

describe('files of ten gigabytes', () => {
  const folder = temporaryFolder('large');
  const files = { 'x.pt': writeTorch, 'x.safetensors': writeSafetensors };

  before(function () {
    try {
      for (const [name, write] of Object.entries(files)) write(join(folder, name));
    } catch (error) {
      process.stdout.write(`    (large files: this file system has none with holes: ${String(error)})\n`);
      this.skip();
    }
    const taken = Object.keys(files).reduce((sum, name) => sum + 512 * statSync(join(folder, name)).blocks, 0);
    if (taken > 2 ** 26) this.skip();
  });

  for (const name of Object.keys(files)) {
    it(`show the first numbers of ${name} without reading the rest`, async () => {
      const path = join(folder, name);
      assert.ok(statSync(path).size > 10 ** 10);
      assert.deepEqual((await readArrayFile({ path })).members.map((member) => member.header?.shape), [[rows, columns]]); // prettier-ignore
      const { header, source, close } = await openArray({ path: `${path}::layer` });
      for await (const { data } of readRows(source, header, name, { start: 0, end: 2 }))
        assert.deepEqual(data, Float64Array.from(beginning));
      for await (const { data } of readRows(source, header, name, { start: rows - 1 })) assert.ok(data.every((value) => value === 0)); // prettier-ignore
      await close();
    });
  }
});
