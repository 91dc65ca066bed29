import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { decode } from '../../src/formats/values/decode';
import { readHeader } from '../../src/formats/npy/header';
import { matrix } from '../../src/linalg/matrix';
import { fixture, goldenOrNotice } from '../golden';
import { npyBytes } from '../jobs/savedArrays';
import { axesBytes } from '../jobs/savedMaps';
import { counting, memorySource } from '../formats/sources';
import { zipArchive } from '../zipArchive';
import { frameOf } from './frameOf';
import { seriousViolations } from './seriousViolations';
import { Workbench } from './workbench';

const activations = fixture('activations/model1_layer2.npy');

/** All numbers of a .npy file in the order of the file. */
async function numbersOf(file: string): Promise<{ shape: number[]; values: Float64Array }> {
  const source = memorySource(readFileSync(file));
  const header = await readHeader(source, file);
  const values = new Float64Array(header.shape.reduce((product, length) => product * length, 1));
  decode(await source.slice(header.dataOffset, source.byteLength), header.dtype, values, 0);
  return { shape: header.shape, values };
}

describe('the viewer of arrays', () => {
  let workbench: Workbench;

  const fact = (name: string) => workbench.panel.locator(`[data-fact="${name}"]`).first();
  const cell = (row: number, column: number) =>
    workbench.panel.locator(`.grid-cell[data-row="${row}"][data-column="${column}"]`);
  const valueAt = async (row: number, column: number) => {
    await workbench.panel.locator(`.grid-cell[data-row="${row}"][data-column="${column}"][data-value]`).waitFor();
    return cell(row, column).getAttribute('data-value');
  };
  const goTo = async (place: string) => {
    await workbench.hook('go-to').locator('input').fill(place);
    await workbench.hook('go-to').locator('input').press('Enter');
  };
  const accessible = async () => {
    assert.deepEqual(await seriousViolations(await frameOf(workbench.page, 'array')), []);
  };
  const openRow = (name: string) => workbench.openRow(name, workbench.hook('status'));

  it('opens on a double click with the numbers of the file, in a table that goes to every one of them', async () => {
    const { shape, values } = await numbersOf(activations);
    const [rows, columns] = shape as [number, number];
    workbench = await Workbench.open([activations]);
    await openRow('model1_layer2.npy');
    await workbench.status('done');
    assert.equal(await fact('shape').textContent(), `(${rows}, ${columns})`);
    assert.match((await fact('dtype').textContent()) ?? '', /^<f\d float\d+, little-endian$/);
    for (const [row, column] of [
      [0, 0],
      [1, 3],
    ] as const)
      // prettier-ignore
      assert.equal(Math.fround(Number(await valueAt(row, column))), values[row * columns + column]);
    await goTo(`${rows - 1}, ${columns - 1}`);
    assert.equal(Math.fround(Number(await valueAt(rows - 1, columns - 1))), values[rows * columns - 1]);
    await workbench.hook('grid').press('Control+Home');
    await valueAt(0, 0);
    await workbench.hook('grid').press('PageDown');
    await workbench.hook('heat').click();
    await workbench.hook('heat-legend').waitFor();
    const ground = await cell(2, 0).evaluate((node) => (node as HTMLElement).style.background);
    assert.match(ground, /rgb/);
    await workbench.screenshot('array-table');
    await accessible();
    await workbench.chooseTheme('Light Modern');
    await workbench.panel.locator('body.vscode-light').waitFor();
    await workbench.screenshot('array-table-light');
    await accessible();
  });

  it('sorts neurons by their statistics, and tells how many directions they use', async () => {
    const { shape, values } = await numbersOf(activations);
    const [rows, columns] = shape as [number, number];
    workbench = await Workbench.open([activations]);
    await openRow('model1_layer2.npy');
    await workbench.hook('tab-neurons').click();
    await workbench.hook('neurons').waitFor();
    const means = Array.from({ length: columns }, (_, j) => {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += values[i * columns + j]!;
      return sum / rows;
    });
    await workbench.hook('sort-mean').click();
    const first = workbench.panel.locator('[data-test="neurons"] tbody tr[data-neuron]').first();
    assert.equal(Number(await first.getAttribute('data-neuron')), means.indexOf(Math.max(...means)));
    assert.ok(
      Math.abs(Number(await first.locator('[data-column="mean"]').getAttribute('data-value')) - Math.max(...means)) <
        1e-9,
    );
    assert.equal(await workbench.panel.locator('canvas:visible').count(), 3);
    await workbench.screenshot('array-neurons');
    await accessible();
    await workbench.hook('tab-spectrum').click();
    await fact('participation-ratio').waitFor();
    const ratio = Number(await fact('participation-ratio').textContent());
    assert.ok(ratio > 1 && ratio < columns);
    assert.ok(Number(await fact('directions-90').textContent()) < Number(await fact('directions-99').textContent()));
    await workbench.screenshot('array-spectrum');
    await accessible();
  });

  it('slices an array of four axes, and draws its maps', async () => {
    const folder = goldenOrNotice('the viewer of arrays');
    const made = axesBytes(counting(6 * 8 * 8 * 5), [6, 8, 8, 5]);
    workbench = await Workbench.open(folder ? [join(folder, 'runs/cnn0/conv1.npy')] : [], { 'maps.npy': made });
    await openRow('maps.npy');
    assert.equal(await valueAt(2, 3), String((2 * 64 + 0) * 5 + 3));
    await workbench.hook('axis-index-1').locator('input').fill('4');
    await workbench.panel
      .locator(`.grid-cell[data-row="2"][data-column="3"][data-value="${(2 * 64 + 4 * 8) * 5 + 3}"]`)
      .waitFor();
    await workbench.hook('tab-image').click();
    const pictures = workbench.hook('image');
    await workbench.panel.locator('[data-test="image"][aria-label*="channels 0 to 4"]').waitFor();
    assert.match(
      (await pictures.getAttribute('aria-label')) ?? '',
      /Sample 0, .* of 8 x 8 elements\. Colours go from 0 \(dark\) to 319/,
    );
    if (folder) {
      await openRow('conv1.npy');
      await workbench.panel
        .locator('[data-test="image"][aria-label*="16 x 16"], [data-test="tab-image"]')
        .first()
        .waitFor();
      await workbench.hook('tab-image').click();
      await workbench.panel.locator('[data-test="image"][aria-label]').waitFor();
    }
    await workbench.screenshot('array-image');
    await accessible();
  });

  it('lists the members of an archive, deflated ones too, as a tree, and shows the one that is chosen', async () => {
    const kernel = npyBytes(matrix(3, 2, Float64Array.of(1, 2, 3, 4, 5, 6)));
    const nested = await zipArchive({ 'net/conv/kernel.npy': kernel, 'net/bias.npy': kernel, 'step.npy': kernel }, 0);
    workbench = await Workbench.open([fixture('npy/three_deflated.npz'), fixture('npy/object.npy')], {
      'nested.npz': nested,
    });
    await openRow('three_deflated.npz');
    await workbench.status('done');
    await workbench.hook('members').press('End');
    await workbench.panel.locator('[data-test="members"] [aria-selected="true"]').last().waitFor();
    await workbench.panel.locator('[data-member="layer2"]').click();
    await workbench.panel.locator('[data-member="layer2"][aria-selected="true"]').waitFor();
    await workbench.panel.locator('[data-fact="shape"]', { hasText: '(7, 2)' }).first().waitFor();
    assert.match((await fact('order').textContent()) ?? '', /^Fortran/);
    assert.equal(
      await fact('packing')
        .textContent()
        .then((text) => text?.split(' ')[0]),
      'deflated',
    );
    await valueAt(6, 1);
    await workbench.screenshot('array-members');
    await accessible();
    await openRow('nested.npz');
    await workbench.panel.locator('[data-folder="net/conv"]').waitFor();
    await workbench.panel.locator('[data-member="net/conv/kernel"][aria-level="3"][aria-selected="true"]').waitFor();
    await workbench.hook('members').press('ArrowLeft');
    await workbench.hook('members').press('ArrowLeft');
    await workbench.panel.locator('[data-member="net/conv/kernel"]').waitFor({ state: 'hidden' });
    await workbench.hook('members').press('ArrowDown');
    await workbench.panel.locator('[data-member="net/bias"][aria-selected="true"]').waitFor();
    await workbench.screenshot('array-tree');
    await accessible();
    await openRow('object.npy');
    await workbench.status('failed');
    assert.match((await workbench.hook('error').textContent()) ?? '', /^[^\n]*object\.npy[^\n]*\.$/);
  });

  it('shows tensors of torch.save and of safetensors, one by itself as a file of one array, and says what it does not read', async () => {
    const files = ['views.pt', 'one_bfloat16.pt', 'evil.pt', 'kinds.safetensors'];
    workbench = await Workbench.open(files.map((name) => fixture(`formats/${name}`)));
    await openRow('views.pt');
    await workbench.status('done');
    await workbench.panel.locator('[data-member="sliced"]').click();
    await workbench.panel.locator('[data-fact="shape"]', { hasText: '(5, 4)' }).first().waitFor();
    assert.equal(await fact('strides').textContent(), 'strides (10, 2)');
    assert.equal(await valueAt(0, 0), '0.83002937');
    await workbench.screenshot('array-torch');
    await accessible();
    await openRow('one_bfloat16.pt');
    await workbench.panel.locator('[data-fact="dtype"]', { hasText: 'bfloat16' }).first().waitFor();
    assert.equal(await workbench.hook('members').isVisible(), false);
    assert.equal(await valueAt(0, 0), '-3.05');
    await openRow('kinds.safetensors');
    await workbench.panel.locator('[data-member="x.BF16"]').click();
    await workbench.panel.locator('[data-fact="shape"]', { hasText: '(6, 4)' }).first().waitFor();
    assert.equal(await fact('metadata').textContent(), 'format: pt, model: tiny');
    await workbench.screenshot('array-safetensors');
    await openRow('evil.pt');
    await workbench.panel.locator('[data-member="y"]').click();
    await workbench.status('failed');
    assert.match((await workbench.hook('error').textContent()) ?? '', /evil\.pt::y is made by posix\.system/);
    await workbench.screenshot('array-evil');
  });

  it('reads two-byte elements as bfloat16 when it is told to', async () => {
    workbench = await Workbench.open([fixture('npy/bfloat16_as_V2.npy')]);
    await openRow('bfloat16_as_V2.npy');
    await workbench.status('failed');
    await workbench.hook('remedy-0').click();
    await workbench.status('done');
    assert.match((await fact('dtype').textContent()) ?? '', /bfloat16/);
    await valueAt(0, 0);
  });

  it('follows the file on disk, and copies what is selected', async () => {
    const bytes = (start: number, rows: number) =>
      npyBytes(
        matrix(
          rows,
          4,
          counting(rows * 4).map((value) => value + start),
        ),
      );
    workbench = await Workbench.open([], { 'moving.npy': bytes(0, 50) });
    await openRow('moving.npy');
    assert.equal(await valueAt(1, 1), '5');
    writeFileSync(join(workbench.folder, 'moving.npy'), bytes(1000, 60));
    await workbench.panel.locator('.grid-cell[data-row="1"][data-column="1"][data-value="1005"]').waitFor();
    assert.equal(await fact('shape').textContent(), '(60, 4)');
    await cell(1, 1).click();
    await workbench.hook('grid').press('Shift+ArrowDown');
    await workbench.hook('grid').press('Shift+ArrowRight');
    assert.match(
      (await workbench.hook('selected').textContent()) ?? '',
      /^\[2, 2\] = 1010 \(2 rows x 2 columns selected\)$/,
    );
    await workbench.hook('grid').press('Control+c');
    await workbench.page.locator('.statusbar-item', { hasText: '4 values copied' }).waitFor();
  });
});
