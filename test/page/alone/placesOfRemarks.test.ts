import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compareArrays } from '../../../src/jobs/compare/compareArrays';
import { defaultOptions } from '../../../src/facts/options';
import type { ArrayState, PlaceInArray } from '../../../src/protocol/arrayMessages';
import type { ComparisonState } from '../../../src/protocol/panel';
import { mapped, representation } from '../../jobs/relatedPairs';
import { saveArray } from '../../jobs/savedArrays';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import type { BarePage } from './barePage';
import { barePages } from './barePages';

describe('the arrays that remarks are about', () => {
  const pages = barePages();

  it('are asked for with a click, at the sample that a remark names; the scores without it stand there', async () => {
    const folder = temporaryFolder('places');
    const X = mapped(representation(60, 12, 1), (value, _, i) => (i === 17 ? 1000 * value : value));
    const paths = [await saveArray(folder, 'far', X), await saveArray(folder, 'near', representation(60, 6, 2))];
    const request = { a: { path: paths[0]! }, b: { path: paths[1]! }, options: defaultOptions };
    const { report } = await compareArrays(request, () => undefined);
    const bare = await pages.open('comparison');
    const state: ComparisonState = { status: 'done', request, names: { a: 'far.npy', b: 'near.npy' }, report };
    await bare.show(state);
    const remark = bare.page.locator('[data-test="warnings"] [data-code="dominating-sample"]');
    assert.match(
      await remark.innerText(),
      /sample 17 holds more than 99\.9% .* Without it the scores are: mean CCA 0\.\d+/s,
    );
    const press = bare.page.locator('[data-test="place-dominating-sample"]');
    assert.equal((await press.innerText()).trim(), 'Show sample 17');
    await press.click();
    const sent = await bare.sent('showArray');
    assert.deepEqual(sent.at(-1), { type: 'showArray', place: { path: paths[0], sample: 17 } });
    assert.equal(await bare.overflow(), 0);
    await bare.picture('remarks-with-places');
  });

  it('are shown there by the viewer, once for each time that it is asked', async () => {
    const bare = await pages.open('array');
    await bare.show(viewedAt({ sample: 250, neuron: 20, number: 1 }));
    const [rows, columns] = (await asked(bare)).at(-1) as [[number, number], [number, number]];
    assert.ok(rows[0] <= 250 && 250 < rows[1] && columns[0] <= 20 && 20 < columns[1], JSON.stringify([rows, columns]));
    const count = (await asked(bare)).length;
    await bare.show(viewedAt({ sample: 250, neuron: 20, number: 1 }));
    assert.equal((await asked(bare)).length, count);
    await bare.show(viewedAt({ sample: 3, turned: true, number: 2 }));
    assert.equal((await asked(bare)).at(-1)![0]![0], 0);
  });
});

/** What the table asked for, part by part. */
async function asked(bare: BarePage): Promise<[number, number][][]> {
  const sent = await bare.sent('array');
  return sent.flatMap(({ message }) => (message.type === 'window' ? [message.ranges] : []));
}

function viewedAt(goTo: PlaceInArray): ArrayState {
  return { ...viewed, goTo };
}

const viewed: Extract<ArrayState, { status: 'done' }> = {
  status: 'done',
  name: 'far.npy',
  path: '/ws/far.npy',
  member: '',
  array: { path: '/ws/far.npy' },
  revision: 1,
  file: {
    archive: false,
    byteLength: 400 * 30 * 8,
    members: [
      {
        name: '',
        packing: 'file',
        byteLength: 400 * 30 * 8,
        packedBytes: 400 * 30 * 8,
        header: {
          shape: [400, 30],
          dtype: '<f8',
          type: 'float64',
          real: true,
          fortranOrder: false,
          facts: [],
          dataBytes: 400 * 30 * 8,
          neuronAxis: 1,
          warnings: [],
        },
      },
    ],
  },
};
