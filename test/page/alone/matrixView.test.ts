import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import type { ArrayLabel } from '../../../src/facts/analyses/resultParts';
import { stoppedResult } from '../../../src/facts/partialResult';
import type { AnalysisState } from '../../../src/protocol/panel';
import { label, sampleMatrix } from '../../webview/sampleAnalyses';
import { sampleReport } from '../../webview/sampleReport';
import { doneState } from './analysisStates';
import type { BarePage } from './barePage';
import { barePages } from './barePages';

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
  const pages = barePages();
  let bare: BarePage;

  const open = async (theme: Parameters<BarePage['theme']>[0] = 'dark') => (bare = await pages.open('analysis', theme));

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

  it('fills the pane of a cell by a click or the space bar, and opens its pair by a double click, Enter or the button', async () => {
    await open();
    const matrix = sampleMatrix(2, 6);
    const { rows } = matrix;
    await bare.show(doneState(matrix));
    const plot = bare.page.locator('.heat-plot');
    const { width } = (await plot.boundingBox())!;
    const at = (row: number, column: number) => ({ x: ((column + 0.5) * width) / 12, y: ((row + 0.5) * width) / 12 });
    await plot.click({ position: at(1, 8) });
    assert.deepEqual(await bare.sent('showPair'), [{ type: 'showPair', a: rows[1].path, b: rows[8].path }]);
    assert.deepEqual(await bare.sent('openPair'), []);
    const scoreIn = async (measure: string) =>
      Number(await bare.page.locator(`[data-test="pair-scores"] [data-score="${measure}"]`).getAttribute('data-value'));
    assert.equal(await scoreIn('svcca'), matrix.values.svcca[1][8]);
    assert.match((await bare.hook('pair-pane').textContent()) ?? '', /a model0 layer2.*b model1 layer3.*0\.1900/);
    assert.equal(await bare.hook('profile-row').getAttribute('data-count'), '12');
    assert.equal(await bare.hook('profile-column').getAttribute('data-count'), '12');
    assert.equal(await bare.hook('profile-diagonal').getAttribute('data-count'), '6');
    const pair = { a: rows[1].path, b: rows[8].path };
    await bare.show({ ...doneState(matrix), pair: { ...pair, status: 'loading' } } as AnalysisState);
    assert.match((await bare.hook('pair-spectrum').textContent()) ?? '', /Computing/);
    await bare.show({
      ...doneState(matrix),
      pair: { ...pair, status: 'done', report: sampleReport() },
    } as AnalysisState);
    await bare.hook('small-spectrum').waitFor();
    await bare.picture('matrix-pane', 'light', 'contrast', 'dark');
    await bare.page.setViewportSize({ width: 500, height: 860 });
    await bare.frames();
    await bare.picture('matrix-pane-500');
    assert.ok((await bare.overflow()) <= 0);
    await bare.page.setViewportSize({ width: 1280, height: 860 });
    await bare.hook('pair-open').click();
    await plot.focus();
    await plot.press('ArrowDown');
    await plot.press(' ');
    assert.equal((await bare.sent('showPair')).at(-1)?.a, rows[2].path);
    assert.equal(await bare.hook('small-spectrum').count(), 0, 'not of another pair');
    await plot.press('Enter');
    await bare.frames();
    const now = (await plot.boundingBox())!.width;
    await plot.dblclick({ position: { x: (3.5 * now) / 12, y: (4.5 * now) / 12 } });
    assert.deepEqual(
      (await bare.sent('openPair')).map(({ a, b }) => [a, b]),
      [
        [rows[1].path, rows[8].path],
        [rows[2].path, rows[8].path],
        [rows[4].path, rows[3].path],
      ],
    );
  });

  it('colours scores minus those of unrelated data around 0', async () => {
    await open();
    const matrix = sampleMatrix(2, 6);
    matrix.nulls!.svcca![0][1] = null;
    await bare.show(doneState(matrix));
    await bare.hook('matrix-fit').evaluate((node: HTMLElement & { value: string }) => {
      node.value = 'above';
      node.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await bare.frames();
    assert.equal(
      await bare.number('matrix-table', 'model0 layer2', 'model1 layer3'),
      matrix.values.svcca[1][8]! - 0.19,
    );
    assert.match(
      (await bare.page.locator('.heat-legend').textContent()) ?? '',
      /-0\.81.*0\.81.*no level of unrelated data/,
    );
    assert.match(
      (await bare.page.locator('[data-test="heat-matrix"] h3').textContent()) ?? '',
      /minus that of unrelated data/,
    );
    await bare.picture('matrix-above', 'light', 'contrast');
  });

  it('keeps what a cancelled run had computed, says so, and goes on', async () => {
    await open();
    const whole = doneState(sampleMatrix(2, 6));
    await bare.show(whole);
    assert.equal(await bare.hook('go-on').isVisible(), false);
    const partial = stoppedResult(sampleMatrix(2, 6, 40))!;
    await bare.show(doneState(partial));
    await bare.page.locator('[data-code="stopped-early"]').waitFor();
    assert.match((await bare.page.locator('.heat-keys').textContent()) ?? '', /not computed/);
    await bare.picture('matrix-stopped');
    await bare.hook('go-on').click();
    assert.equal((await bare.sent('run')).length, 1);
    await bare.hook('save-csv').click();
    const last = (await bare.sent('save')).at(-1);
    assert.match(String(last?.content), /Stopped after \d+ of 78 pairs/);
  });
});
