import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { plainEngine } from '../../../src/jobs/engine';
import { trustPair } from '../../../src/jobs/trust/trustPair';
import { scanArrays } from '../../../src/jobs/scan/scanArrays';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { defaultOptions } from '../../../src/facts/options';
import type { RecipeChoice } from '../../../src/facts/pairOptions';
import type { ArrayAddress } from '../../../src/protocol/arrayAddress';
import { gaussian, uniform } from '../../linalg/random';
import { npyWithHeader } from '../../formats/sources';
import { zipArchive } from '../../zipArchive';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { sameBits } from '../reportNumbers';
import { saveArray } from '../savedArrays';
import { axesBytes, saveAxes } from '../savedMaps';

const [n, steps, width] = [50, 6, 4];
const quiet = () => undefined;

/** Sequences of 2 to 6 real steps, padded with what is no number on the right. */
const lengths = Array.from({ length: n }, (_, i) => 2 + (i % 5));
const marks = Float64Array.from({ length: n * steps }, (_, at) =>
  Number(at % steps < lengths[Math.floor(at / steps)]!),
);
const sequencesOf = (seed: number): Float64Array =>
  gaussian(n, steps * width, seed).data.map((value, at) => (marks[Math.floor(at / width)] === 0 ? NaN : value));

/** What becomes of them by hand. */
function read(values: Float64Array, sequence: 'mean' | 'last' | 'flatten'): Matrix {
  const rows = lengths.flatMap((length, i) => {
    const all = Array.from({ length }, (_, t) => [
      ...values.subarray((i * steps + t) * width, (i * steps + t + 1) * width),
    ]);
    if (sequence === 'flatten') return all;
    if (sequence === 'last') return [all.at(-1)!];
    return [all.reduce((sum, row) => sum.map((value, c) => value + row[c]!)).map((sum) => sum / length)];
  });
  return matrix(rows.length, width, Float64Array.from(rows.flat()));
}

async function compare(a: ArrayAddress, b: ArrayAddress, recipe: RecipeChoice = {}) {
  const { report } = await compareArrays({ a, b, options: { ...defaultOptions, recipe } }, quiet);
  return report;
}

describe('masks of steps', () => {
  const folder = temporaryFolder('masks');
  const [A, B] = [sequencesOf(1), sequencesOf(2)];
  const [a, b] = [A, B].map((values, i) => ({ path: saveAxes(folder, `h${i}`, values, [n, steps, width]) }));
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  const mask = saveAxes(elsewhere, 'any', marks, [n, steps]);

  it('leave the real steps, as if nothing else had been saved, by every reading', async () => {
    for (const sequence of ['mean', 'last', 'flatten'] as const) {
      const plain = [];
      for (const [i, values] of [A, B].entries())
        plain.push({ path: await saveArray(elsewhere, `${sequence}${i}`, read(values, sequence)) });
      const report = await compare({ ...a!, mask }, { ...b!, mask }, { sequence });
      sameBits(report, await compare(plain[0]!, plain[1]!), sequence);
      assert.deepEqual(report.a.recipe, { kind: 'sequence', sequence, mask });
      const said = report.warnings.find(({ code }) => code === 'steps-masked')!.message;
      assert.equal(said, '100 of 300 steps of h0.npy and 1 more take no part, as padding by any.npy.');
    }
  });

  it('are found by name and shape in the same file, the folder and the one above, told, and left aside where that is asked', async () => {
    const [inside, above] = [join(folder, 'run', 'deep'), join(folder, 'run')];
    mkdirSync(inside, { recursive: true });
    const layer = { path: saveAxes(inside, 'h', A, [n, steps, width]) };
    const found = async () => (await compare(layer, layer, { sequence: 'mean' })).a.recipe;
    const without = { code: 'non-finite' };
    await assert.rejects(found(), without);
    // Of another shape, or the other way round.
    saveAxes(inside, 'mask', marks.subarray(0, 60), [10, steps]);
    saveAxes(
      inside,
      'padding_mask',
      marks.map((mark) => 1 - mark),
      [n, steps],
    );
    await assert.rejects(found(), without);
    for (const [place, name] of [
      [above, 'attention_mask'],
      [inside, 'token_mask'],
      [inside, 'attention_mask'],
    ] as const) {
      const path = saveAxes(place, name, marks, [n, steps]);
      assert.deepEqual(await found(), { kind: 'sequence', sequence: 'mean', mask: path });
    }
    const { warnings } = await compare(layer, layer, { sequence: 'mean' });
    assert.match(
      warnings[0]!.message,
      /as padding by attention_mask\.npy, which lies beside it .*: take all steps \(--mask none\)/,
    );
    await assert.rejects(compare(layer, layer, { sequence: 'mean', mask: 'none' }), without);

    const archive = join(folder, 'all.npz');
    writeFileSync(
      archive,
      await zipArchive({ 'h.npy': axesBytes(A, [n, steps, width]), 'mask.npy': axesBytes(marks, [n, steps]) }, 0),
    );
    const member = { path: `${archive}::h` };
    const { recipe } = (await compare(member, member, { sequence: 'last' })).a;
    assert.deepEqual(recipe, { kind: 'sequence', sequence: 'last', mask: `${archive}::mask` });
  });

  it('follow the samples into the order of their ids', async () => {
    const next = uniform(5);
    const order = [...Array(n).keys()].map((i) => [next(), i] as const).sort(([x], [y]) => x - y);
    const ids = (name: string, list: readonly number[]) => saveAxes(elsewhere, name, Float64Array.from(list), [n]);
    const [own, wanted] = [
      ids('own', [...Array(n).keys()]),
      ids(
        'wanted',
        order.map(([, i]) => i),
      ),
    ];
    const sides = [a!, b!].map((side) => ({ ...side, mask, order: { own, wanted } }));
    const report = await compare(sides[0]!, sides[1]!, { sequence: 'last' });
    const sorted = [A, B].map((values) => {
      const X = read(values, 'last');
      return matrix(
        n,
        width,
        Float64Array.from(order.flatMap(([, i]) => [...X.data.subarray(i * width, (i + 1) * width)])),
      );
    });
    const plain = [];
    for (const [i, X] of sorted.entries()) plain.push({ path: await saveArray(elsewhere, `sorted${i}`, X) });
    sameBits(report, await compare(plain[0]!, plain[1]!), 'in order');
  });

  it('that leave every step are none, and what cannot be one is refused with the way out', async () => {
    const all = saveAxes(
      elsewhere,
      'all',
      marks.map(() => 1),
      [n, steps],
    );
    const whole = { path: saveAxes(elsewhere, 'whole', gaussian(n, steps * width, 3).data, [n, steps, width]) };
    const report = await compare({ ...whole, mask: all }, { ...whole, mask: all });
    assert.deepEqual([report.samples, report.a.recipe], [n * steps, { kind: 'sequence', sequence: 'flatten' }]);
    const flat = { path: await saveArray(elsewhere, 'flat', gaussian(n, width, 4)) };
    for (const [address, message] of [
      [
        { ...whole, mask: flat.path },
        /flat\.npy has the shape \(50, 4\), and a mask of the steps of whole\.npy has \(50, 6\); give the mask of these steps \(--mask\), or take all of them \(--mask none\)\.$/,
      ],
      [{ ...flat, mask }, /any\.npy is given as a mask of steps, and no array here has three axes/],
    ] as const)
      await assert.rejects(compare(address, address), { code: 'step-mask', message });
  });

  it('leave samples with different numbers of rows, which are not permuted and have no labels', async () => {
    const spec = {
      a: { ...a!, mask },
      b: { ...b!, mask },
      options: { ...defaultOptions, recipe: { sequence: 'flatten' } as const },
    };
    const request = { measure: 'cca', permutations: 9, blocks: 5, seed: 1, level: 0.05, wanted: ['null'] } as never;
    await assert.rejects(trustPair({ ...spec, request }, quiet, plainEngine()), {
      code: 'recipe-mismatch',
      message: /^The real steps of h0\.npy are different numbers/,
    });
  });

  it('are no layers', async () => {
    const { arrays, beside } = await scanArrays({ roots: [join(folder, 'all.npz')] }, quiet);
    assert.deepEqual([arrays.length, beside.map(({ kind }) => kind)], [1, ['masks']]);
    const ints = join(folder, 'ints');
    mkdirSync(ints);
    writeFileSync(
      join(ints, 'attention_mask.npy'),
      npyWithHeader(`{'descr': '|b1', 'fortran_order': False, 'shape': (2, 3), }\n`, new Uint8Array(6)),
    );
    assert.deepEqual(
      (await scanArrays({ roots: [ints] }, quiet)).beside.map(({ kind }) => kind),
      ['masks'],
    );
  });
});
