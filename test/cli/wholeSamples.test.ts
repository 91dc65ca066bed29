import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { MatrixResult } from '../../src/facts/analyses/matrix';
import type { ComparisonReport } from '../../src/facts/report';
import { npyWithHeader } from '../formats/sources';
import { representation } from '../jobs/relatedPairs';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { printedJson } from './calls';

describe('measures of samples among each other, of maps', () => {
  const root = temporaryFolder('cli-wholes');

  /** Two arrays in a folder of their own, with so many axes behind the samples. */
  function saved(name: string, ...shapes: number[][]): { folder: string; paths: string[] } {
    const folder = join(root, name);
    mkdirSync(folder, { recursive: true });
    const paths = shapes.map((shape, at) => {
      const X = representation(
        40,
        shape.reduce((product, length) => product * length, 1),
        at + 1,
      );
      const path = join(folder, `layer${at}.npy`);
      const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (40, ${shape.join(', ')}), }\n`;
      writeFileSync(path, npyWithHeader(header, new Uint8Array(X.data.buffer)));
      return path;
    });
    return { folder, paths };
  }

  it('are those of the same arrays with a row for each image, calibrated as well, in a pair and in a matrix', async () => {
    const maps = saved('maps', [4, 4, 5], [4, 4, 3]);
    const rows = saved('rows', [80], [48]);
    const asked = [
      '--measures',
      'cka,rsa,rbfCka,distanceCorrelation',
      '--layout',
      'nhwc',
      '--calibrate',
      '19',
      '--json',
    ];
    const pair = (paths: string[]) => printedJson<ComparisonReport>('compare', ...paths, ...asked);
    const [ofMaps, ofRows] = [await pair(maps.paths), await pair(rows.paths)];
    assert.deepEqual([ofMaps.samples, ofMaps.wholeSamples, ofRows.samples], [640, { samples: 40, word: 'image' }, 40]);
    for (const measure of ['rsa', 'rbfCka', 'distanceCorrelation'] as const)
      assert.deepEqual(ofMaps[measure], ofRows[measure], measure);
    assert.notDeepEqual(ofMaps.cka, ofRows.cka);
    const matrix = (folder: string) =>
      printedJson<MatrixResult>(
        'matrix',
        folder,
        '--measure',
        'rsa',
        '--layout',
        'nhwc',
        '--calibrate',
        '19',
        '--json',
      );
    const [one, other] = [await matrix(maps.folder), await matrix(rows.folder)];
    const near = (x: number, y: number): boolean => Math.abs(x - y) < 1e-12;
    assert.ok(near(one.calibrated!.values[0]![1]!, other.calibrated!.values[0]![1]!));
    assert.deepEqual(one.calibrated!.p, other.calibrated!.p);
  });
});
