import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { BrowserContext } from 'playwright-core';
import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import type { ArrayLabel } from '../../../src/facts/analyses/resultParts';
import { label, sampleMatrix } from '../../webview/sampleAnalyses';
import { openBrowser } from '../../workbench/browser';
import { doneState } from './analysisStates';
import { BarePage } from './barePage';

/** The layers of a transformer as it calls them. */
function decoder(model: string, depth: number): ArrayLabel[] {
  return Array.from({ length: depth }, (_unused, at) => {
    const layer = `model.layers.${at}.post_attention_layernorm`;
    return { ...label(model, '', layer), name: `${model} ${layer}` };
  });
}

/** A matrix of some arrays against others, or against themselves, likest where they are as deep. */
function matrixOf(rows: ArrayLabel[], columns = rows): MatrixResult {
  const square = rows === columns;
  const values = rows.map((row, i) =>
    columns.map((column, j) => {
      const apart = Math.abs(i / rows.length - j / columns.length);
      return row === column ? 1 : Math.max(0, 0.95 - apart - (row.model === column.model ? 0 : 0.1));
    }),
  );
  const places = (arrays: ArrayLabel[]) => arrays.map((_unused, at) => at);
  return {
    ...sampleMatrix(1, 2),
    rows,
    columns,
    square,
    values: { svcca: values } as unknown as MatrixResult['values'],
    nulls: { svcca: values.map((row) => row.map(() => 0.2)) },
    nullCca: [],
    clustered: { rows: places(rows), columns: places(columns) },
  };
}

describe('the view of a matrix, alone in a browser', function () {
  let browser: BrowserContext;
  let bare: BarePage;

  const open = async (theme: Parameters<BarePage['theme']>[0] = 'dark') =>
    (bare = await BarePage.open(browser, 'analysis', theme));
  before(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    const complaints = bare?.complaints ?? [];
    await bare?.page.close();
    assert.deepEqual(complaints, [], 'errors of the page');
  });
  after(async () => {
    await browser?.close();
  });

  /** The texts along a side, as they stand; those that do not fit into what is around them. */
  const texts = (side: 'rows' | 'columns', kind: 'tick' | 'block') =>
    bare.page.locator(`.heat-${side} .heat-${kind}`).allTextContents();
  const cutOff = () =>
    bare.page
      .locator('.heat-rows span, .heat-columns span')
      .evaluateAll((all) =>
        all
          .filter((one) => {
            const [text, side] = [one.getBoundingClientRect(), one.parentElement!.getBoundingClientRect()];
            const within = one.parentElement!.classList.contains('heat-rows')
              ? text.left >= side.left - 1
              : text.bottom <= side.bottom + 1;
            return !within || one.scrollWidth > one.clientWidth + 1;
          })
          .map((one) => one.outerHTML),
      )
      .catch(() => ['not there']);

  it('says what its axes are: common names once, models as blocks, what differs whole', async () => {
    await open();
    const both = [...decoder('llama-3.2-1b-base', 16), ...decoder('llama-3.2-1b-chat', 16)];
    const shapes: [string, MatrixResult, number[]][] = [
      ['one', matrixOf(decoder('gpt2', 24)), [500, 1280]],
      ['blocks', matrixOf(both), [500, 1280]],
      ['rectangle', matrixOf(decoder('gpt2', 48), decoder('llama', 6)), [500, 1280]],
      ['line', matrixOf(decoder('gpt2', 200), decoder('llama', 2)), [500, 1280]],
      ['two', matrixOf(decoder('gpt2', 2)), [500, 1280]],
      ['many', sampleMatrix(10, 20), [500, 1280]],
      [
        'checkpoints',
        matrixOf(
          ['a', 'b'].flatMap((model) =>
            ['epoch_1', 'epoch_20'].flatMap((at) => ['conv', 'fc'].map((layer) => label(model, at, layer))),
          ),
        ),
        [500, 1280],
      ],
    ];
    for (const [name, matrix, widths] of shapes) {
      for (const width of widths) {
        await bare.page.setViewportSize({ width, height: 860 });
        await bare.show({ status: 'empty' });
        await bare.show(doneState(matrix));
        await bare.frames();
        await bare.picture(`matrix-axes-${name}-${width}`);
        assert.ok((await bare.overflow()) <= 0, `${name} is wider than ${width}`);
        assert.deepEqual(await cutOff(), [], `${name} at ${width}`);
      }
      if (name === 'blocks') {
        const title = 'Rows layers model.layers.*.post_attention_layernorm by model llama-3.2-1b-* (a)';
        assert.equal(await bare.page.locator('.heat-title').first().textContent(), title);
        assert.deepEqual(await texts('rows', 'block'), ['base', 'chat']);
        assert.deepEqual((await texts('columns', 'tick')).slice(0, 3), ['0', '1', '2']);
      }
    }
    await bare.show(doneState(matrixOf(both)));
    await bare.picture('matrix-axes', 'contrast', 'light');
  });
});
