import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { npyWithHeader } from '../formats/sources';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { zipArchive } from '../zipArchive';
import { printed, printedJson, refused } from './calls';

const [rows, columns] = [20, 3];
const top = 2n ** 53n;

/** Column 0: small; 1: 2^53 and up by odd numbers, of which the last digit is lost in float64; 2: the same below 0 where there is a sign. */
function valueAt(i: number, j: number, signed: boolean): bigint {
  const k = BigInt((7 * i) % rows);
  if (j === 0) return k * k;
  const wide = top + 2n * k + 1n;
  return j === 2 && signed ? -wide : wide + BigInt(i % 3);
}

function integers(type: 'i8' | 'u8', order: '<' | '>', fortran: boolean): Uint8Array {
  return arrayOf([rows, columns], ([i, j]) => valueAt(i!, j!, type === 'i8'), { type, order, fortran });
}

interface Stored {
  type?: 'i8' | 'u8';
  order?: '<' | '>';
  fortran?: boolean;
}

/** A .npy file of 64-bit integers, by their places. */
function arrayOf(
  shape: number[],
  value: (place: number[]) => bigint,
  { type = 'i8', order = '<', fortran = false }: Stored = {},
): Uint8Array {
  const count = shape.reduce((product, size) => product * size, 1);
  const data = Buffer.alloc(8 * count);
  const axes = shape.map((_, axis) => axis);
  const slowest = fortran ? axes.reverse() : axes;
  for (let flat = 0; flat < count; flat++) {
    const place = new Array<number>(shape.length);
    let rest = flat;
    for (const axis of [...slowest].reverse()) {
      place[axis] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    const bits = BigInt.asUintN(64, value(place));
    if (order === '<') data.writeBigUInt64LE(bits, 8 * flat);
    else data.writeBigUInt64BE(bits, 8 * flat);
  }
  const sizes = shape.map((size) => `${size},`).join(' ');
  return npyWithHeader(
    `{'descr': '${order}${type}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${sizes}), }\n`,
    data,
  );
}

/** A .npy file of float64. */
function floats(shape: [number, number], value: (i: number, j: number) => number): Uint8Array {
  const data = Float64Array.from({ length: shape[0] * shape[1] }, (_, at) =>
    value(Math.floor(at / shape[1]), at % shape[1]),
  );
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape.join(', ')}), }\n`;
  return npyWithHeader(header, new Uint8Array(data.buffer));
}

/** Numbers without a pattern that a CCA would find. */
const noise = (i: number, j: number): number => Math.sin(12.9898 * (i + 1) + 78.233 * (j + 1)) * 100;

/** The JSON of `value`, an integer, in all its digits: as a text only where float64 has it not. */
const digits = (value: bigint): string => (BigInt(Number(value)) === value ? `${value}` : `"${value}"`);

describe('integers beyond 2^53 on the command line', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('cli-wide');
  });
  const save = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, `${name}.npy`);
    writeFileSync(path, bytes);
    return path;
  };

  const roundedIn = async (command: string, ...args: string[]): Promise<string[]> => {
    const { warnings } = await printedJson<{ warnings: { code: string; message: string }[] }>(command, ...args);
    return warnings.filter(({ code }) => code === 'integers-rounded').map(({ message }) => message);
  };

  it('are exact in info, as text in JSON where float64 has them not, whole and by column, in every order', async () => {
    for (const type of ['i8', 'u8'] as const)
      for (const order of ['<', '>'] as const)
        for (const fortran of [false, true]) {
          const name = `${type}-${order === '<' ? 'little' : 'big'}-${fortran}`;
          const path = save(name, integers(type, order, fortran));
          const column = (j: number): bigint[] =>
            Array.from({ length: rows }, (_, i) => valueAt(i, j, type === 'i8')).sort((a, b) => (a < b ? -1 : 1));
          const all = [0, 1, 2].map(column);
          const ends = (at: 0 | -1): string => all.map((values) => digits(values.at(at)!)).join(',');
          const least = all.flat().reduce((a, b) => (b < a ? b : a));
          const most = all.flat().reduce((a, b) => (b > a ? b : a));
          const found = (await printed('info', path, '--json')).replace(/\s/g, '');
          assert.ok(found.includes(`"minimum":${digits(least)},"maximum":${digits(most)},`), `${name} ${found}`);
          assert.ok(found.includes(`"minimum":[${ends(0)}],"maximum":[${ends(-1)}],`), `${name} ${found}`);
          assert.match(await printed('info', path), new RegExp(`values {6}${least} to ${most}, mean`), name);
        }
  });

  it('are exact in info of one layer of a stack, in either order, of an archive, too', async () => {
    const value = ([layer, i, j]: number[]): bigint => valueAt(i!, j!, true) + BigInt(6 * layer!);
    for (const fortran of [false, true]) {
      const bytes = arrayOf([3, rows, columns], value, { fortran });
      const archive = join(folder, `stack-${fortran}.npz`);
      writeFileSync(archive, await zipArchive({ 'w.npy': bytes }, 6));
      for (const path of [save(`stack-${fortran}`, bytes), `${archive}::w`]) {
        const said = await printed('info', `${path}::2`);
        assert.match(said, new RegExp(`values {6}${12n - top - 39n} to ${top + 39n + 2n + 12n}, mean`), path);
        assert.match(said, /dtype {7}<i8/);
      }
    }
  });

  it('are numbers in JSON where they are small', async () => {
    const header = `{'descr': '<i8', 'fortran_order': False, 'shape': (3, 1), }\n`;
    const data = Buffer.alloc(24);
    [-5n, 7n, top - 1n].forEach((value, i) => data.writeBigInt64LE(value, 8 * i));
    const found = await printedJson<{ minimum: number; maximum: number }>(
      'info',
      save('small', npyWithHeader(header, data)),
    );
    assert.deepEqual([found.minimum, found.maximum], [-5, 2 ** 53 - 1]);
  });

  it('are numbers in all digits beside texts: a small column, powers of two, and odd ones', async () => {
    const of = [
      [-5n, 2n ** 63n - 2n ** 10n, top + 1n],
      [7n, -(2n ** 63n), top + 4n],
    ];
    const path = save(
      'mixed',
      arrayOf([2, 3], ([i, j]) => of[i!]![j!]!),
    );
    const found = (await printed('info', path, '--json')).replace(/\s/g, '');
    assert.ok(
      found.includes(
        `"minimum":[-5,-9223372036854775808,"${top + 1n}"],"maximum":[7,9223372036854774784,${top + 4n}],`,
      ),
      found,
    );
  });

  it('are constant only where they are so before they are rounded', async () => {
    const path = save(
      'nearly',
      arrayOf([4, 2], ([i, j]) => (j === 0 ? top + (i === 3 ? 1n : 0n) : top + 1n)),
    );
    const { columns } = await printedJson<{ columns: { constant: number[] } }>('info', path);
    assert.deepEqual(columns.constant, [1]);
  });

  // Odd ones beyond 2^53: of columns 1 and 2 of i8 all of the first and third kind.
  const rounded = (type: 'i8' | 'u8'): number => {
    let count = 0;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const value = valueAt(i, j, type === 'i8');
        if (BigInt(Number(value)) !== value) count++;
      }
    return count;
  };

  it('are counted where they are really rounded, alike in convert, comparisons and classes', async () => {
    const [a, b] = [save('a', integers('i8', '<', false)), save('b', integers('u8', '>', true))];
    assert.deepEqual([rounded('i8'), rounded('u8')], [33, 26]);
    const labels = save(
      'labels',
      arrayOf([rows], ([i]) => BigInt(i! % 2)),
    );
    const saying = (name: string, count: number): string =>
      `${name}: ${count} of 60 values are integers that float64 rounds (beyond 2^53): subtract what they have in common before saving, if their last digits count.`;
    const both = [saying('a.npy', 33), saying('b.npy', 26)];
    assert.deepEqual(await roundedIn('compare', a, b), both);
    // An analysis says each thing once, of all arrays.
    const once = [both.join(' ')];
    assert.deepEqual(await roundedIn('matrix', a, b), once);
    assert.deepEqual(await roundedIn('classes', a, b, '--labels', labels), once);
    const convert = (...more: string[]): Promise<string[]> =>
      roundedIn('convert', a, join(folder, `${more}.npy`), ...more);
    assert.match(
      (await convert())[0]!,
      /^33 integers of \S*a\.npy \(dtype <i8\) beyond 2\^53 were rounded to float64: keep/,
    );
    assert.match((await convert('--dtype', 'f4'))[0]!, /^40 integers of \S*a\.npy .* rounded to float32/);
    assert.match((await convert('--rows', '0:1'))[0]!, /^2 integers/);
    assert.match((await convert('--rows', '1:2'))[0]!, /^1 integer of \S*a\.npy .* 2\^53 was rounded/);
  });

  it('that float64 has, even ones near 2^53, are not said to be rounded', async () => {
    const path = save(
      'even',
      arrayOf([rows, 2], ([i, j]) => top + 2n * BigInt((7 * i! + 3 * j!) % rows)),
    );
    const other = save('other', floats([rows, 2], noise));
    assert.deepEqual(await roundedIn('compare', path, other), []);
    assert.deepEqual(await roundedIn('convert', path, join(folder, 'even-f8.npy')), []);
  });

  it('of samples that are left out do not count', async () => {
    const path = save('whole', integers('i8', '<', false));
    const holes = save(
      'holes',
      floats([rows, 2], (i, j) => (i === 4 ? NaN : noise(i, j))),
    );
    const kept = [0, 1, 2].filter((j) => {
      const value = valueAt(4, j, true);
      return BigInt(Number(value)) !== value;
    });
    assert.deepEqual(await roundedIn('compare', path, holes, '--drop-nonfinite'), [
      `whole.npy: ${33 - kept.length} of 57 values are integers that float64 rounds (beyond 2^53): subtract what they have in common before saving, if their last digits count.`,
    ]);
  });

  it('are told of in whatever a reading makes of them: batches, other axes, layers of stacks, averages', async () => {
    const odd = ([i, j, k]: number[]): bigint => 2n * top + BigInt(i! * 7 + j! * 3 + (k ?? 0) * 5) ** 2n * 4n + 1n;
    const other = save('plain', floats([rows, 2], noise));
    const count = async (bytes: Uint8Array, tail = '', ...more: string[]): Promise<string> => {
      const path = save(`made-${more.join('')}${tail ? 'stack' : ''}`, bytes) + tail;
      return (await roundedIn('compare', path, other, ...more)).join(' ');
    };
    const sequences = arrayOf([rows, 4, 2], odd, { fortran: true });
    assert.match(await count(sequences, '', '--sequence', 'mean'), /: 40 of 40 values are averages of integers/);
    assert.match(await count(sequences, '', '--sequence', 'last'), /: 40 of 40 values are integers/);
    assert.match(await count(arrayOf([3, rows, 2], odd, { fortran: true }), '::1'), /::1: 40 of 40 values are int/);
  });

  it('of an archive are those of its member', async () => {
    const path = join(folder, 'z.npz');
    writeFileSync(path, await zipArchive({ 'w.npy': integers('i8', '<', false) }, 0));
    const other = save('beside', floats([rows, 2], noise));
    assert.match((await roundedIn('compare', path, other))[0]!, /^z\.npz::w: 33 of 60/);
    assert.match((await roundedIn('convert', path, join(folder, 'w.npy')))[0]!, /^33 integers of \S*z\.npz::w /);
  });

  it('that do not vary once they are rounded are refused with that reason', async () => {
    const path = save(
      'lost',
      arrayOf([rows, 1], ([i]) => 2n ** 60n + BigInt(i! % 3)),
    );
    const noisy = save(
      'noisy',
      arrayOf([rows, 1], ([i]) => top + BigInt(i! % 5)),
    );
    const other = save('varying', floats([rows, 2], noise));
    const labels = save(
      'halves',
      arrayOf([rows], ([i]) => BigInt(i! % 2)),
    );
    for (const [name, count] of [
      ['lost', 13],
      ['noisy', 8],
    ] as const) {
      const file = name === 'lost' ? path : noisy;
      const said = new RegExp(
        `^Every neuron of ${name}\\.npy is constant over the samples as float64 has it, but for rounding, so nothing can be told from it: ${count} of 20 values are integers that float64 rounds \\(beyond 2\\^53\\); subtract`,
      );
      assert.match(await refused('no-variance', 'compare', file, other), said);
      assert.match(await refused('no-variance', 'classes', file, '--labels', labels), said);
    }
  });

  it('are named in all digits where they are no labels', async () => {
    const labels = save(
      'ids',
      arrayOf([rows], ([i]) => top + 1n + BigInt(2 * i!)),
    );
    const layer = save('layer', floats([rows, 2], noise));
    const message = await refused('labels', 'classes', layer, '--labels', labels);
    assert.match(message, /^\S*ids\.npy holds 9007199254740993 at sample 0: /);
  });
});
