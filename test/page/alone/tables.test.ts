import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sampleClasses, sampleDynamics } from '../../webview/sampleAnalyses';
import { doneState } from './analysisStates';
import type { BarePage } from './barePage';
import { barePages } from './barePages';

/** What a copy of the present selection puts on the clipboard; null: the browser's own. */
function copied(bare: BarePage): Promise<string | null> {
  return bare.page.evaluate(() => {
    const data = new DataTransfer();
    const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true });
    document.dispatchEvent(event);
    return event.defaultPrevented ? data.getData('text/plain') : null;
  });
}

describe('tables of a page', function () {
  const pages = barePages();
  let bare: BarePage;

  const names = (test: string) =>
    bare.page.locator(`[data-test="${test}"] tbody tr:not(.row-space) th`).allTextContents();
  const head = (test: string, column: number) => bare.page.locator(`[data-test="${test}"] thead th`).nth(column);

  it('sort by a press on a head, by the mouse or by keys, and go back to how they stood', async () => {
    bare = await pages.open('analysis');
    const result = sampleClasses(40);
    await bare.show(doneState(result));
    const stood = await names('classes-table');
    await head('classes-table', 1).getByRole('button').click();
    assert.equal(await head('classes-table', 1).getAttribute('aria-sort'), 'descending');
    const [layer] = result.layers.filter(({ checkpoint }) => checkpoint === 'epoch_20');
    const best = layer.R.flatMap((value, place) => (value === null ? [] : [{ value, place }]));
    best.sort((one, other) => other.value - one.value || one.place - other.place);
    const sorted = (await names('classes-table')).filter((name) => name.startsWith('class '));
    assert.equal(sorted[0], `class ${best[0].place}`);
    assert.equal(sorted.at(-1), 'class 39', 'a class without a value comes last');
    await head('classes-table', 1).getByRole('button').press('Enter');
    assert.equal(await head('classes-table', 1).getAttribute('aria-sort'), 'ascending');
    // In another theme the table is made anew, and stands as it stood.
    await bare.theme('light');
    assert.equal(await head('classes-table', 1).getAttribute('aria-sort'), 'ascending');
    await head('classes-table', 1).getByRole('button').press('Space');
    assert.deepEqual(await names('classes-table'), stood);
    assert.equal(await head('classes-table', 1).getAttribute('aria-sort'), 'none');
  });

  it('have columns that are made wider by the mouse and by keys', async () => {
    bare = await pages.open('analysis');
    await bare.show(doneState(sampleDynamics()));
    const column = head('dynamics-table', 2);
    await column.scrollIntoViewIfNeeded();
    const before = (await column.boundingBox())!;
    const edge = { x: before.x + before.width - 3, y: before.y + before.height / 2 };
    await bare.page.mouse.move(edge.x, edge.y);
    await bare.page.mouse.down();
    await bare.page.mouse.move(edge.x + 60, edge.y);
    await bare.page.mouse.up();
    const dragged = (await column.boundingBox())!.width;
    assert.ok(Math.abs(dragged - before.width - 60) <= 1, `${before.width} to ${dragged}`);
    assert.equal(await column.getAttribute('aria-sort'), 'none', 'a drag does not sort');
    await column.getByRole('button').press('Shift+ArrowRight');
    assert.ok(Math.abs((await column.boundingBox())!.width - dragged - 16) <= 1);
  });

  it('copy the cells that are selected with tabs between them, in all digits', async () => {
    bare = await pages.open('analysis');
    const { models } = sampleDynamics();
    await bare.show(doneState(sampleDynamics()));
    const select = (from: [number, number], to: [number, number]) =>
      bare.page.evaluate(
        ([[row, column], [lastRow, lastColumn]]) => {
          const table = document.querySelector<HTMLTableElement>('[data-test="dynamics-table"]')!;
          const [rows] = [[...table.tBodies[0].rows].filter((one) => !one.hidden)];
          const first = rows[row].cells[column];
          const last = rows[lastRow].cells[lastColumn];
          document.getSelection()!.setBaseAndExtent(first, 0, last, last.childNodes.length);
        },
        [from, to],
      );
    await select([1, 0], [2, 2]);
    const { values, checkpoints, layers } = models[0];
    const line = (row: number) => [checkpoints[row], ...values[row].map(String)];
    const cut = (name: string) => name.replace('epoch_', '');
    assert.equal(
      await copied(bare),
      [
        [cut(checkpoints[1]), ...line(1).slice(1)].join('\t'),
        [cut(checkpoints[2]), ...line(2).slice(1, 3)].join('\t'),
      ].join('\n'),
    );
    // Within one cell the browser copies what is selected there.
    await select([1, 1], [1, 1]);
    assert.equal(await copied(bare), null);
    // All of a table that has the focus.
    await bare.page.evaluate(() => document.getSelection()!.removeAllRanges());
    await bare.page.locator('.table-box:has([data-test="dynamics-table"])').focus();
    assert.equal(
      await copied(bare),
      [['Checkpoint', ...layers], ...checkpoints.map((_name, row) => line(row))]
        .map((row) => row.join('\t'))
        .join('\n'),
    );
  });

  it('copy all rows of a long one, also those out of sight', async () => {
    bare = await pages.open('analysis');
    await bare.show(doneState(sampleClasses(1000)));
    await bare.page.locator('.table-box:has([data-test="classes-table"])').focus();
    const lines = (await copied(bare))!.split('\n');
    // The head, the whole label matrix, and the classes.
    assert.equal(lines.length, 1002);
    assert.equal(lines[1001].split('\t')[0], 'class 999');
  });
});
