import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { openUnchanged } from '../../../src/jobs/passes/runPass';
import { readArrayWindow } from '../../../src/jobs/viewer/readArrayWindow';
import { matrix } from '../../../src/linalg/matrix';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { writeWithOldTimes } from '../oldTimes';
import { representation } from '../relatedPairs';
import { archived, npyBytes } from '../savedArrays';
import { openSides } from '../openSides';

describe('a file that was written anew and given its old times', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('old-times');
  });

  it('is not taken for the one that a job has seen before', async () => {
    const path = join(folder, 'x.npy');
    writeWithOldTimes(path, npyBytes(representation(20, 3, 1)));
    const [identity] = (await openSides([{ path }], [false])).sides;
    await (await openUnchanged(identity!)).close();
    writeWithOldTimes(path, npyBytes(representation(20, 3, 2)));
    await assert.rejects(openUnchanged(identity!), { code: 'file-changed' });
  });

  it('is shown as it is now, although what was inflated of it was kept', async () => {
    const path = join(folder, 'shown.npz');
    const ofOne = (value: number) => archived(npyBytes(matrix(40, 3, new Float64Array(120).fill(value))), 6);
    const archives = await Promise.all([1.5, 1.25].map(ofOne));
    assert.equal(archives[0]!.length, archives[1]!.length);
    const first = async (): Promise<number | undefined> => {
      const ranges: [number, number][] = [
        [0, 1],
        [0, 1],
      ];
      const spec = { array: { path: `${path}::layer` }, ranges, axes: [0, 1], texts: false };
      return (await readArrayWindow(spec, () => undefined)).values[0];
    };
    writeWithOldTimes(path, archives[0]!);
    assert.equal(await first(), 1.5);
    writeWithOldTimes(path, archives[1]!);
    assert.equal(await first(), 1.25);
  });
});
