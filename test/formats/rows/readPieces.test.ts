import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readPieces, type PiecesOptions } from '../../../src/formats/rows/readPieces';
import { arrayOf } from '../derived/arrays';
import { counting } from '../sources';

describe('rows in pieces', () => {
  for (const shape of [[3, 50], [2, 4, 5, 6], [1, 7, 1, 9], [60]]) {
    for (const fortranOrder of [false, true]) {
      for (const sequential of [false, true]) {
        const words = `${shape.join(' x ')}, ${fortranOrder ? 'Fortran' : 'C'} order, ${sequential ? 'in sequence' : 'by position'}`;
        it(`are the elements in C order, rows longer than a piece in parts: ${words}`, async () => {
          const count = shape.reduce((product, length) => product * length, 1);
          const width = count / shape[0]!;
          const { source, header, name } = await arrayOf(counting(count), shape, { fortranOrder, sequential });
          const read = async (options: PiecesOptions) => {
            const found: number[] = [];
            for await (const { at, data } of readPieces(source, header, name, options)) {
              assert.equal(at, found.length + width * (options.start ?? 0));
              // In C order a piece is a block of the file, much longer than these; elsewhere no longer than it may be.
              if (fortranOrder && options.maxBytes! < 8 * width) assert.ok(data.byteLength <= options.maxBytes!);
              found.push(...data);
            }
            return found;
          };
          const all = Array.from(counting(count));
          for (const maxBytes of [8, 56, 160, 1 << 20]) assert.deepEqual(await read({ maxBytes }), all);
          const [start, end] = [shape[0]! > 1 ? 1 : 0, shape[0]!];
          assert.deepEqual(await read({ start, end, maxBytes: 80 }), all.slice(start * width));
        });
      }
    }
  }
});
