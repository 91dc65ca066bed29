import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { before, describe, it } from 'mocha';
import { readArrayWindow } from '../../../src/jobs/viewer/readArrayWindow';
import type { WindowSpec } from '../../../src/protocol/window';
import { fixture } from '../../golden';
import { counting } from '../../formats/sources';
import { saveTexts } from '../../cli/savedTexts';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { archived, saveArray } from '../savedArrays';
import { axesBytes, saveAxes } from '../savedMaps';
import { matrix } from '../../../src/linalg/matrix';

const silent = () => undefined;

describe('a window of an array', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('window');
  });
  const read = (path: string, ranges: [number, number][], axes: number[], more: Partial<WindowSpec> = {}) =>
    readArrayWindow({ array: { path }, ranges, axes, texts: true, ...more }, silent);

  it('holds values and exact texts', async () => {
    const path = saveAxes(folder, 'maps', counting(2 * 3 * 4 * 5), [2, 3, 4, 5]);
    const { values, texts } = await read(path, [[1, 2], [0, 3], [2, 3], [1, 3]], [1, 3]); // prettier-ignore
    const expected = [0, 1, 2].flatMap((j) => [1, 2].map((l) => ((3 + j) * 4 + 2) * 5 + l));
    assert.deepEqual(Array.from(values), expected);
    assert.deepEqual(texts, expected.map(String));
  });

  it('has complex numbers as text alone', async () => {
    const { values, texts } = await read(fixture('npy/complex64.npy'), [[0, 1], [2, 4]], [0, 1]); // prettier-ignore
    assert.equal(texts!.length, 2);
    assert.ok(Number.isNaN(values[0]));
    assert.match(texts![0]!, /j$/);
  });

  it('is the same from a deflated member, wherever it is and whatever was looked at before', async () => {
    const X = matrix(500, 40, counting(20_000));
    const deflated = `${await saveArray(folder, 'deflated', X, { archive: 'deflated' })}::layer`;
    const plain = await saveArray(folder, 'plain', X);
    for (const rows of [
      [400, 410],
      [3, 6],
      [499, 500],
      [0, 2],
    ] as [number, number][]) {
      const ranges: [number, number][] = [rows, [7, 12]];
      const [one, other] = [await read(deflated, ranges, [0, 1]), await read(plain, ranges, [0, 1])];
      assert.deepEqual(one.values, other.values);
    }
  });

  it('is that of the file as it is now, also when a deflated one was written anew', async () => {
    const write = async (start: number) => {
      const bytes = await archived(
        axesBytes(
          counting(60).map((value) => value + start),
          [6, 10],
        ),
        6,
      );
      writeFileSync(`${folder}/anew.npz`, bytes);
      // Two writes within the clock's step are told apart by nothing else.
      utimesSync(`${folder}/anew.npz`, 1_000_000 + start, 1_000_000 + start);
    };
    const first = async () => (await read(`${folder}/anew.npz::layer`, [[0, 1], [0, 1]], [0, 1])).values[0]; // prettier-ignore
    await write(0);
    assert.equal(await first(), 0);
    await write(500);
    assert.equal(await first(), 500);
  });

  it('is refused when it is too much to be looked at', async () => {
    const path = await saveArray(folder, 'wide', matrix(3000, 1500, new Float64Array(4_500_000)), { descr: '<f2' });
    await assert.rejects(read(path, [[0, 3000], [0, 1500]], [0, 1]), { code: 'too-large' }); // prettier-ignore
  });

  it('is refused in numbers when its elements take more memory than is allowed', async () => {
    const path = saveTexts(folder, 'long', ['x'.repeat(100_000), 'y']);
    const window = (resources: WindowSpec['resources']) => read(path, [[0, 2]], [0], { resources });
    assert.equal((await window({ memoryBytes: 2 ** 21 })).texts![1], 'y');
    await assert.rejects(window({ memoryBytes: 2 ** 20 }), {
      code: 'memory-budget',
      message: /^The elements of .*long\.npy that were asked for need about 2 MiB of memory, and the budget is 1 MiB/,
    });
  });
});
