import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { columnsNotListed, type ArrayState } from '../../../src/protocol/arrayMessages';
import type { ArraySummary } from '../../../src/protocol/arraySummary';
import { barePages } from './barePages';

const shape = [2, 20_000_000];
const reason =
  'wide.npy has 20,000,000 columns, and of a file statistics of at most 1,048,576 are listed: these are counted alone.';
const outcome: ArraySummary = {
  path: '/ws/wide.npy',
  shape,
  dtype: '|u1',
  fortranOrder: false,
  facts: [{ id: 'version', name: 'Format', text: '.npy version 1.0', value: [1, 0] }],
  dataBytes: 40_000_000,
  nan: 0,
  infinite: 0,
  negativeInfinite: 0,
  firstNonFinite: null,
  minimum: 0,
  maximum: 255,
  mean: 127.4,
  zeroFraction: 0.25,
  columns: null,
  columnCounts: { columns: 20_000_000, constant: 7_000_000, firstConstant: [1, 4], zero: 4_000_000 },
  warnings: [{ code: columnsNotListed, message: reason }],
};
const state: ArrayState = {
  status: 'done',
  name: 'wide.npy',
  path: '/ws/wide.npy',
  member: '',
  array: { path: '/ws/wide.npy' },
  revision: 1,
  statistics: { status: 'done', request: { axis: 1 }, outcome },
  file: {
    archive: false,
    byteLength: 40_000_128,
    members: [
      {
        name: '',
        packing: 'file',
        byteLength: 40_000_128,
        packedBytes: 40_000_128,
        header: {
          shape,
          dtype: '|u1',
          type: 'uint8',
          real: true,
          fortranOrder: false,
          facts: [{ id: 'version', name: 'Format', text: '.npy version 1.0', value: [1, 0] }],
          dataBytes: 40_000_000,
          neuronAxis: 1,
          warnings: [],
        },
      },
    ],
  },
};

describe('the neurons of an array', () => {
  const pages = barePages();

  it('are counted where they are too many to be listed, with the reason', async () => {
    const bare = await pages.open('array');
    await bare.show(state);
    await bare.hook('tab-neurons').click();
    const fact = (name: string) => bare.page.locator(`[data-fact="${name}"]`).first().textContent();
    assert.deepEqual(
      [await fact('neurons'), await fact('varying'), await fact('dead'), await fact('constant')],
      ['20,000,000', '13,000,000', '4,000,000', '3,000,000'],
    );
    await bare.page.getByText(reason).waitFor();
    await bare.picture('array-counted', 'light');
  });
});
