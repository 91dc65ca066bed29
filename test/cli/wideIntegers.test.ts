import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { MatrixOutcome } from '../../src/protocol/worker';
import type { ComparisonReport } from '../../src/similarity/report';
import { npyWithHeader } from '../npy/sources';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printed, printedJson } from './calls';

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
  const data = Buffer.alloc(8 * rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = 8 * (fortran ? j * rows + i : i * columns + j);
      const bits = BigInt.asUintN(64, valueAt(i, j, type === 'i8'));
      if (order === '<') data.writeBigUInt64LE(bits, at);
      else data.writeBigUInt64BE(bits, at);
    }
  }
  const header = `{'descr': '${order}${type}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${rows}, ${columns}), }\n`;
  return npyWithHeader(header, data);
}

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

  it('are exact in info, as text in JSON, whole and by column, in every order', async () => {
    for (const type of ['i8', 'u8'] as const)
      for (const order of ['<', '>'] as const)
        for (const fortran of [false, true]) {
          const name = `${type}-${order === '<' ? 'little' : 'big'}-${fortran}`;
          const path = save(name, integers(type, order, fortran));
          const column = (j: number): bigint[] =>
            Array.from({ length: rows }, (_, i) => valueAt(i, j, type === 'i8')).sort((a, b) => (a < b ? -1 : 1));
          const all = [0, 1, 2].map(column);
          const ends = (at: 0 | -1): string[] => all.map((values) => String(values.at(at)));
          const least = all.flat().reduce((a, b) => (b < a ? b : a));
          const most = all.flat().reduce((a, b) => (b > a ? b : a));
          const found = await printedJson<{ minimum: string; maximum: string; columns: Record<string, unknown> }>(
            'info',
            path,
          );
          assert.deepEqual([found.minimum, found.maximum], [String(least), String(most)], name);
          assert.deepEqual([found.columns.minimum, found.columns.maximum], [ends(0), ends(-1)], name);
          assert.match(await printed('info', path), new RegExp(`values {6}${least} to ${most}, mean`), name);
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

  it('are warned of where convert and measures round them', async () => {
    const [a, b] = [save('a', integers('i8', '<', false)), save('b', integers('u8', '>', true))];
    const said =
      /^a\.npy: 40 of 60 values are whole numbers of 2\^53 and beyond, which are rounded to float64: subtract/;
    for (const command of ['compare', 'matrix'] as const) {
      const { warnings } = await printedJson<ComparisonReport | MatrixOutcome>(command, a, b, '--drop-nonfinite');
      const found = warnings.filter(({ code }) => code === 'integers-rounded').map(({ message }) => message);
      assert.match(found[0]!, said);
      assert.match(found.join(' '), / b\.npy: 40 of 60 values /);
    }
    const converted = await printedJson<{ warnings: { code: string; message: string }[] }>(
      'convert',
      a,
      join(folder, 'f8.npy'),
    );
    assert.match(
      converted.warnings[0]!.message,
      /^40 whole numbers of \S*a\.npy \(dtype <i8\) are 2\^53 and beyond, and were rounded to float64/,
    );
    assert.match(
      await printed('convert', a, join(folder, 'f4.npy'), '--dtype', 'f4'),
      /\n! 40 whole numbers .* rounded to float32/,
    );
  });
});
