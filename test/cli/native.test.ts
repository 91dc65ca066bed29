import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import type { MatrixOutcome } from '../../src/protocol/matrixJob';
import { machineLibrary } from '../jobs/native/machineLibrary';
import { representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { run } from './calls';

describe('cca-lens --native', () => {
  let folder: string;
  let none: string;
  before(async () => {
    const root = temporaryFolder('cli-native');
    folder = join(root, 'layers');
    mkdirSync(folder);
    for (const i of [1, 2]) await saveArray(folder, `layer${i}`, representation(400, 80 + i, i));
    none = await saveArray(root, 'none', representation(20, 3, 1));
  });

  const matrixOf = (...words: string[]): { result: MatrixOutcome; err: string } => {
    const { code, out, err } = run('matrix', folder, '--json', '--workers', '1', ...words);
    assert.equal(code, 0, err);
    return { result: JSON.parse(out) as MatrixOutcome, err };
  };

  it('is named once, and tried where a scan comes first', () => {
    const { result, err } = matrixOf(`--native=${none}`);
    assert.equal(err, `cca-lens: native: loading ${none}\n`);
    assert.equal(result.warnings.filter(({ code }) => code === 'native-library').length, 1);
    // Two jobs.
    const layers = [1, 2].map((i) => join(folder, `layer${i}.npy`));
    const projected = ['--project', 'cca', '--rank', '1', '--out', join(folder, '..', 'projected')];
    const directions = run('directions', ...layers, ...projected, `--native=${none}`);
    assert.equal(directions.code, 0, directions.err);
    assert.equal(directions.err.match(/native: loading/g)?.length, 1, directions.err);
  });

  it('computes there, in the workers, too, with the same scores up to rounding', async () => {
    const library = await machineLibrary();
    if (library === undefined) return;
    const [plain, alone, both] = [[], ['--native'], ['--native', '--workers', '2']].map((words) => matrixOf(...words));
    assert.deepEqual(alone!.result.warnings, plain!.result.warnings);
    const [known, own, shared] = [plain, alone, both].map((one) => one!.result.values) as [
      MatrixOutcome['values'],
      MatrixOutcome['values'],
      MatrixOutcome['values'],
    ];
    assert.deepEqual(shared, own);
    assert.notDeepEqual(own, known);
  });
});
