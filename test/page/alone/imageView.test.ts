import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { BrowserContext } from 'playwright-core';
import type { ArrayState, FromArray, WindowMessage } from '../../../src/protocol/arrayMessages';
import { openBrowser } from '../../workbench/browser';
import { BarePage } from './barePage';
import { untilDone } from '../untilDone';

const [rows, columns] = [4, 6];

const state: ArrayState = {
  status: 'done',
  name: 'map.npy',
  path: '/ws/map.npy',
  member: '',
  array: { path: '/ws/map.npy' },
  revision: 1,
  file: {
    archive: false,
    byteLength: 320,
    members: [
      {
        name: '',
        packing: 'file',
        byteLength: 320,
        packedBytes: 320,
        header: {
          shape: [rows, columns],
          dtype: '<f8',
          type: 'float64, little-endian',
          real: true,
          fortranOrder: false,
          facts: [{ id: 'version', name: 'Format', text: '.npy version 1.0', value: [1, 0] }],
          dataBytes: 192,
          neuronAxis: 1,
          warnings: [],
        },
      },
    ],
  },
};

describe('the picture of an array', () => {
  let browser: BrowserContext;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  it('can be read again once its reading was cancelled, as the table can', async () => {
    const bare = await BarePage.open(browser, 'array');
    /** Windows that were asked for without their texts: those of pictures. */
    const asked = async () =>
      (await bare.sent('array'))
        .map(({ message }) => message)
        .filter((message): message is Extract<FromArray, { type: 'window' }> => message.type === 'window')
        .filter(({ texts }) => !texts);
    const untilAsked = async (times: number) => {
      await untilDone(`asking ${times} times`, async () => {
        await bare.page.waitForTimeout(50);
        return (await asked()).length >= times;
      });
      return (await asked()).at(-1)!.id;
    };
    const answer = (message: WindowMessage) => bare.page.evaluate((sent) => window.postMessage(sent, '*'), message);
    await bare.show(state);
    await bare.hook('tab-image').click();
    const first = await untilAsked(1);
    await answer({
      type: 'window',
      id: first,
      status: 'failed',
      error: { code: 'cancelled', message: 'Reading was cancelled.' },
    });
    await bare.page.getByText('Reading was cancelled.').waitFor();
    await bare.hook('image').waitFor({ state: 'hidden' });
    await bare.hook('image-again').click();
    await bare.hook('image-again').waitFor({ state: 'hidden' });
    const second = await untilAsked(2);
    // Playwright has no way to hand over typed arrays.
    await bare.page.evaluate(
      ({ id, count }) => {
        const values = Float64Array.from({ length: count }, (_, at) => at);
        window.postMessage({ type: 'window', id, status: 'done', outcome: { values } }, '*');
      },
      { id: second, count: rows * columns },
    );
    await bare.page.locator('[data-test="image"][aria-label*="4 x 6"]').waitFor();
    assert.deepEqual(bare.complaints, []);
    await bare.page.close();
  });
});
