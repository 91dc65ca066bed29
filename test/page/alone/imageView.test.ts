import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ArrayState, FromArray, WindowMessage } from '../../../src/protocol/arrayMessages';
import type { BarePage } from './barePage';
import { barePages } from './barePages';
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

/** Windows that were asked for without their texts: those of pictures. */
async function asked(bare: BarePage): Promise<Extract<FromArray, { type: 'window' }>[]> {
  const messages = (await bare.sent('array')).map(({ message }) => message);
  return messages.filter((message) => message.type === 'window').filter(({ texts }) => !texts);
}

describe('the picture of an array', () => {
  const pages = barePages();

  it('can be read again once its reading was cancelled, as the table can', async () => {
    const bare = await pages.open('array');
    const untilAsked = async (times: number) => {
      await untilDone(`asking ${times} times`, async () => {
        await bare.page.waitForTimeout(50);
        return (await asked(bare)).length >= times;
      });
      return (await asked(bare)).at(-1)!.id;
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
  });

  /** Opens an array as pictures, each element of which is its place among all of the window. */
  const opened = async (shape: number[], theme: 'dark' | 'light' = 'dark') => {
    const bare = await pages.open('array', theme);
    const [member] = state.file!.members;
    const header = { ...member!.header!, shape, neuronAxis: shape.length - 1 };
    await bare.show({ ...state, file: { ...state.file!, members: [{ ...member!, header }] } } as ArrayState);
    await bare.hook('tab-image').click();
    await untilDone('asking for the pictures', async () => {
      await bare.frames();
      return (await asked(bare)).length > 0;
    });
    const { id, ranges } = (await asked(bare)).at(-1)!;
    const count = ranges.reduce((product, [from, to]) => product * (to - from), 1);
    const width = shape.length === 2 ? shape[1]! : shape[2]!;
    await bare.page.evaluate(
      (sent) => {
        const values = Float64Array.from(
          { length: sent.count },
          (_, at) => Math.sin((at % sent.width) / 3) + Math.cos(Math.floor(at / sent.width) / 4),
        );
        window.postMessage({ type: 'window', id: sent.id, status: 'done', outcome: { values } }, '*');
      },
      { id, count, width },
    );
    await bare.page.locator('[data-test="image"][aria-label]').waitFor();
    await bare.frames();
    return bare;
  };
  const numbers = (bare: BarePage, side: 'rows' | 'columns') =>
    bare.hook(`image-${side}`).locator('span').allTextContents();
  const choose = async (bare: BarePage, words: string) => {
    await bare.hook('image-zoom').click();
    await bare.hook('image-zoom').locator('vscode-option', { hasText: words }).click();
    await bare.frames();
  };
  const sizeOf = async (bare: BarePage) => {
    const { width, height } = (await bare.hook('image').locator('canvas').first().boundingBox())!;
    return [width, height];
  };

  it('fits one picture to the page, with the indices of both axes, or takes the size that is chosen', async () => {
    const bare = await opened([100, 120]);
    await bare.page.setViewportSize({ width: 1280, height: 860 });
    await bare.frames();
    assert.deepEqual(await sizeOf(bare), [480, 400]);
    assert.deepEqual(await numbers(bare, 'rows'), [
      '0',
      '5',
      ...Array.from({ length: 18 }, (_, i) => String(10 + 5 * i)),
    ]);
    assert.deepEqual(
      await numbers(bare, 'columns'),
      Array.from({ length: 12 }, (_, i) => String(10 * i)),
    );
    assert.equal(await bare.hook('image-rows-title').textContent(), 'rows (axis 0)');
    assert.equal(await bare.hook('image-columns-title').textContent(), 'columns (axis 1)');
    assert.equal(await bare.hook('image-room').getAttribute('tabindex'), null);
    // Each number stands at the middle of its element.
    const canvas = (await bare.hook('image').locator('canvas').boundingBox())!;
    const ten = (await bare.hook('image-columns').locator('span').nth(1).boundingBox())!;
    assert.ok(Math.abs(ten.x + ten.width / 2 - (canvas.x + 10.5 * 4)) < 1);
    await bare.picture('array-image-fit', 'light', 'dark');
    await bare.page.setViewportSize({ width: 500, height: 860 });
    await bare.frames();
    assert.deepEqual(await sizeOf(bare), [300, 250]);
    assert.ok((await bare.overflow()) <= 0);
    await bare.picture('array-image-fit-narrow', 'light', 'dark');
    // Larger than the room: it is scrolled, by keys too, and the indices stay in sight.
    await choose(bare, '8x');
    assert.deepEqual(await sizeOf(bare), [960, 800]);
    assert.ok((await bare.overflow()) <= 0);
    const room = bare.hook('image-room');
    await untilDone('being reached by keys', async () => {
      await bare.frames();
      return (await room.getAttribute('tabindex')) === '0';
    });
    const left = (await bare.hook('image-rows').boundingBox())!.x;
    await room.focus();
    await room.press('End');
    await untilDone('scrolling', () => room.evaluate((node) => node.scrollTop > 0));
    await room.evaluate((node) => (node.scrollLeft = 300));
    assert.equal((await bare.hook('image-rows').boundingBox())!.x, left);
    await bare.picture('array-image-8x-narrow', 'light');
  });

  it('stands channels beside each other, each with its indices', async () => {
    const bare = await opened([6, 16, 16, 12], 'light');
    await bare.page.setViewportSize({ width: 1280, height: 860 });
    await bare.frames();
    assert.equal(await bare.hook('image').locator('canvas').count(), 12);
    assert.equal(await bare.hook('image-rows-title').textContent(), 'height (axis 1)');
    assert.equal(await bare.hook('image-columns-title').textContent(), 'width (axis 2)');
    assert.deepEqual((await numbers(bare, 'columns')).slice(0, 4), ['0', '5', '10', '0']);
    assert.match((await bare.hook('image-scale').textContent()) ?? '', /^-1\.\d+2$|^-1\.\d+1\.\d+$/);
    await bare.picture('array-image-channels', 'dark', 'light');
    await bare.page.setViewportSize({ width: 500, height: 860 });
    await bare.frames();
    assert.ok((await bare.overflow()) <= 0);
    await bare.picture('array-image-channels-narrow', 'dark');
    await bare.page.locator('.picture [data-test="export-figure"]').click();
    await bare.picture('array-image-export', 'light');
    await bare.hook('export-save').click();
    await bare.hook('export-dialog').waitFor({ state: 'detached' });
    const { suggestedName, content } = (await bare.sent('save')).at(-1)!;
    assert.match(suggestedName, /maps\.svg$/);
    for (const text of ['height (axis 1)', 'Sample 0, channels 0 to 11, line by line.'])
      assert.ok(String(content).includes(text), text);
  });
});
