import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { plainEngine, threadEngine, type Engine } from '../../src/jobs/engine';
import { openArray } from '../../src/jobs/arrays/openArray';
import { readMatrix } from '../../src/formats/rows/readMatrix';
import { readRows } from '../../src/formats/rows/readRows';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import { type RecipeChoice } from '../../src/facts/pairOptions';
import type { ComparisonReport } from '../../src/facts/report';
import { goldenOrNotice } from '../golden';
import { everyKernels, forEveryKernels } from '../linalg/everyKernels';
import { channelsFirst } from '../formats/derived/arrays';
import { near } from '../similarity/expectedPair';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { saveAxes } from './savedMaps';

/** What expected/conv.json says of one recipe of a pair: some of the fields of a pair. */
interface Expected {
  n?: number;
  rank?: [number, number];
  cca?: { coefs: number[]; mean: number; mean_sq: number; idx98: number | null; mean_trimmed98: number };
  svcca99?: { k: [number, number]; coefs: number[]; mean: number };
  pwcca?: { value: number; side_a: number; side_b: number };
  cka?: { linear: number; debiased: number };
  procrustes?: { nuclear_similarity: number; distance_squared: number };
}

interface ExpectedDft {
  size: [number, number];
  mean_over_locations_of_mean: number;
  dc_coefs: number[];
  location_means: number[][];
  location_mean_trimmed98: number[][];
  coefs_first_two_rows: number[][][];
}

interface ConvPair {
  a: string;
  b: string;
  shape_a: number[];
  shape_b: number[];
  average_pool?: Expected;
  flatten?: Expected;
  flatten_every_2nd?: Expected['cca'];
  interpolate?: Expected;
  interpolate_every_5th?: Expected['cca'];
  interpolated_first_point_channel0?: number[][] | number[];
  interpolated_sum?: number;
  dft?: ExpectedDft;
}

/** Remembers factors: layers of several pairs are read once a recipe for each kernel. */
const engine: Engine = { ...plainEngine(), store: threadEngine().store };

async function compare(
  a: string,
  b: string,
  recipe: RecipeChoice,
  options: Partial<CompareOptions> = {},
): Promise<ComparisonReport> {
  const spec = { a: { path: a }, b: { path: b }, options: { ...defaultOptions, ...options, recipe } };
  return (await compareArrays(spec, () => undefined, engine)).report;
}

function check(report: ComparisonReport, expected: Expected, what: string): void {
  const { cca, svcca, pwcca, cka, procrustes } = report;
  if (expected.n !== undefined) assert.equal(report.samples, expected.n, `${what}: samples`);
  if (expected.rank) assert.deepEqual([report.a.rank, report.b.rank], expected.rank, `${what}: ranks`);
  if (expected.cca) {
    near(cca!.coefficients, expected.cca.coefs, 1e-10, `${what}: coefficients`);
    near([cca!.mean, cca!.meanSquared], [expected.cca.mean, expected.cca.mean_sq], 1e-10, `${what}: means`);
    assert.equal(cca!.thresholdIndex, expected.cca.idx98, `${what}: threshold index`);
  }
  if (expected.svcca99) {
    assert.deepEqual(svcca!.kept, expected.svcca99.k, `${what}: kept`);
    near(svcca!.coefficients, expected.svcca99.coefs, 1e-10, `${what}: svcca`);
  }
  if (expected.pwcca)
    near(
      [pwcca!.value, pwcca!.a, pwcca!.b],
      [expected.pwcca.value, expected.pwcca.side_a, expected.pwcca.side_b],
      1e-9,
      `${what}: pwcca`,
    );
  if (expected.cka)
    near([cka!.linear, cka!.debiased!], [expected.cka.linear, expected.cka.debiased], 1e-11, `${what}: cka`);
  if (expected.procrustes)
    near(
      [procrustes!.similarity, procrustes!.distanceSquared],
      [expected.procrustes.nuclear_similarity, expected.procrustes.distance_squared],
      1e-11,
      `${what}: procrustes`,
    );
}

function checkDft({ dft }: ComparisonReport, expected: ExpectedDft): void {
  assert.deepEqual([dft!.height, dft!.width], expected.size);
  near(dft!.locationMeans.flat() as number[], expected.location_means.flat(), 1e-9, 'location means');
  near(dft!.dcCoefficients, expected.dc_coefs, 1e-9, 'coefficients at (0, 0)');
  near(
    dft!.locationThresholdedMeans.flat() as number[],
    expected.location_mean_trimmed98.flat(),
    1e-9,
    'thresholded means',
  );
  const rows = dft!.coefficients!.slice(0, expected.coefs_first_two_rows.length);
  near(rows.flat(2), expected.coefs_first_two_rows.flat(2), 1e-9, 'coefficients of the first rows');
  near([dft!.meanOverLocations], [expected.mean_over_locations_of_mean], 1e-9, 'mean over locations');
  const cut = expected.location_mean_trimmed98.flat();
  const overall = cut.reduce((sum, value) => sum + value, 0) / cut.length;
  near([dft!.thresholdedMeanOverLocations!], [overall], 1e-9, 'thresholded mean over locations');
}

/** All numbers of a file, in C order, and its shape. */
async function valuesOf(path: string): Promise<{ values: Float64Array; shape: number[] }> {
  const array = await openArray({ path });
  const parts: Float64Array[] = [];
  for await (const { data } of readRows(array.source, array.header, path)) parts.push(data);
  await array.close();
  const values = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return { values, shape: array.header.shape };
}

forEveryKernels((kernels) => {
  describe('recipes for maps: the golden data', () => {
    const golden = goldenOrNotice('convolutions');
    if (golden === undefined) return;
    const expected = JSON.parse(readFileSync(join(golden, 'expected', 'conv.json'), 'utf8')) as { pairs: ConvPair[] };
    const fastest = kernels === everyKernels.at(-1);
    // What is made of maps, and from which layout, the kernels do not see: those that jobs take hold all of it, the others one pair.
    const pairs = fastest ? expected.pairs : expected.pairs.slice(0, 1);
    let folder: string;
    /** float64 copies of the files with channels first. */
    const turned = new Map<string, string>();

    before(async () => {
      folder = temporaryFolder('conv');
      if (!fastest) return;
      for (const file of new Set(pairs.flatMap(({ a, b }) => [a, b]))) {
        const { values, shape } = await valuesOf(join(golden, file));
        if (shape.length !== 4) continue;
        const [n, h, w, c] = shape as [number, number, number, number];
        turned.set(file, saveAxes(folder, file.replace(/\W/g, '_'), channelsFirst(values, shape), [n, c, h, w]));
      }
    });

    for (const pair of pairs) {
      const { a, b } = pair;
      const layout = 'nhwc';
      describe(`${a} and ${b}`, () => {
        const both = async (recipe: RecipeChoice, verify: (report: ComparisonReport) => void): Promise<void> => {
          verify(await compare(join(golden, a), join(golden, b), { layout, ...recipe }));
          const [first, second] = [turned.get(a), turned.get(b)];
          if (first && second) verify(await compare(first, second, { ...recipe, layout: 'nchw' }));
        };
        const { average_pool, flatten, flatten_every_2nd, interpolate, interpolate_every_5th, dft } = pair;
        if (average_pool)
          it('average-pooled', () => both({ conv: 'pool' }, (report) => check(report, average_pool, 'pool')));
        if (flatten) it('flattened', () => both({ conv: 'flatten' }, (report) => check(report, flatten, 'flatten')));
        if (flatten_every_2nd) {
          it('flattened, every 2nd row', () =>
            both({ conv: 'flatten', subsample: { every: 2 } }, (report) =>
              check(report, { cca: flatten_every_2nd }, 'every 2nd'),
            ));
        }
        if (interpolate)
          it('interpolated', () =>
            both({ conv: 'interpolate' }, (report) => check(report, interpolate, 'interpolate')));
        if (interpolate_every_5th) {
          it('interpolated, every 5th row', () =>
            both({ conv: 'interpolate', subsample: { every: 5 } }, (report) =>
              check(report, { cca: interpolate_every_5th }, 'every 5th'),
            ));
        }
        if (dft) it('by frequency', () => both({ conv: 'dft' }, (report) => checkDft(report, dft)));
        const { interpolated_first_point_channel0: point, interpolated_sum: total } = pair;
        if (point && total !== undefined) {
          it('resamples as numpy did', async () => {
            const [first, second] = [pair.shape_a, pair.shape_b];
            const smaller = first[1]! < second[1]! ? { file: a, size: second } : { file: b, size: first };
            const size: [number, number] = [smaller.size[1]!, smaller.size[2]!];
            const recipe = { kind: 'maps', layout, conv: 'interpolate', size } as const;
            const array = await openArray({ path: join(golden, smaller.file), recipe });
            const X = await readMatrix(array.source, array.header, smaller.file, { transpose: false });
            await array.close();
            const column = Array.from({ length: size[0] * size[1] }, (_, k) => X.data[k * X.columns]!);
            near(column, (point as number[][]).flat(), 1e-12, 'first point');
            const sum = X.data.reduce((all, value) => all + value, 0);
            // A sum of some hundred thousand terms in another order.
            assert.ok(Math.abs(sum - total) <= 1e-10 * total, `${sum} instead of ${total}`);
          });
        }
      });
    }
  });
});
