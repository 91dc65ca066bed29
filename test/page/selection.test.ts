import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import { readSelection } from '../analysis/selection/readSelection';
import type { Selection } from '../../src/protocol/selection';
import { defaultOptions } from '../../src/facts/options';
import { fixture } from '../golden';
import { appears, untilDone } from './untilDone';
import { Workbench } from './workbench';

const files = ['model0_layer2.npy', 'model1_layer2.npy', 'model0_logits.npy'].map((name) =>
  fixture(`activations/${name}`),
);

/** A document about the files beside it. */
const selection: Selection = {
  schema: 1,
  kind: 'cca-lens-selection',
  analysis: 'matrix',
  arrays: files.map((path) => {
    const name = path.split(/[\\/]/).at(-1)!;
    const [, model = '', layer = ''] = /^(model\d)_(\w+)\.npy$/.exec(name)!;
    return { path: `/x/${name}`, model, checkpoint: '', layer, include: true };
  }),
  options: defaultOptions,
  measure: 'svcca',
};

describe('a selection as a document', () => {
  const name = 'choice.ccalens.json';

  /** Opens a document in its editor: in a window that has just opened VS Code does not know of it yet, and shows the text. */
  async function openDocument(document: string, text: string, status: 'setup' | 'failed'): Promise<Workbench> {
    const workbench = await Workbench.open(files, { [document]: text });
    const editor = workbench.panel.locator(`[data-test="status"]`);
    await untilDone(`opening ${document}`, async () => {
      await workbench.page
        .locator('.tab .codicon-close')
        .first()
        .click({ timeout: 500 })
        .catch(() => undefined);
      await workbench.row(document).dblclick();
      return appears(editor, 10_000);
    });
    await workbench.status(status);
    return workbench;
  }

  it('opens with its table, takes changes as edits that can be undone, and runs', async () => {
    const workbench = await openDocument(name, selectionText(selection, '/x'), 'setup');
    const tab = workbench.page.locator('.tab', { hasText: name });
    assert.equal(await tab.and(workbench.page.locator('.dirty')).count(), 0, 'opening changes nothing');
    await workbench.hook('analysis-groups').check({ force: true });
    await tab.and(workbench.page.locator('.dirty')).waitFor();
    await workbench.page.keyboard.press('ControlOrMeta+s');
    const text = () => readFileSync(join(workbench.folder, name), 'utf8');
    const read = () => readSelection(text(), name, workbench.folder);
    // VS Code empties a file before it writes it.
    const isSaved = async (holds: () => boolean): Promise<boolean> => {
      await workbench.page.waitForTimeout(100);
      return text().trim() !== '' && text().trimEnd().endsWith('}') && holds();
    };
    await untilDone('saving', () => isSaved(() => read().analysis === 'groups'));
    assert.equal(read().analysis, 'groups');
    assert.deepEqual(
      read().arrays.map(({ path }) => path),
      files.map((path) => join(workbench.folder, path.split(/[\\/]/).at(-1)!)),
      'paths stay those of the files beside it',
    );

    await workbench.page.keyboard.press('ControlOrMeta+z');
    await workbench.panel.locator('[data-test="analysis-matrix"]:checked').waitFor();
    await workbench.panel.locator('[data-test="run"]:not([disabled])').waitFor();
    await workbench.screenshot('selection-editor');

    // Layers are moved with the mouse and by key; both are edits of the document, in which layers keep their order.
    const grips = workbench.hook('grip');
    await grips.nth(2).dragTo(grips.nth(0));
    const rowsAre = (...layers: string[]) =>
      untilDone(`layers in the order ${layers.join()}`, async () => {
        const shown = await workbench.panel
          .locator('tr input[data-field="layer"]')
          .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
        return shown.join() === layers.join();
      });
    await rowsAre('logits', 'layer2', 'layer2');
    await grips.nth(0).press('Alt+ArrowDown');
    await rowsAre('layer2', 'logits', 'layer2');
    await workbench.panel.locator('[data-test="grip"][aria-label="Move logits"]:focus').waitFor();
    await workbench.page.keyboard.press('Alt+ArrowUp');
    await rowsAre('logits', 'layer2', 'layer2');
    await workbench.page.keyboard.press('ControlOrMeta+s');
    await untilDone('saving the order', () => isSaved(() => read().arrays[0]!.layer === 'logits'));
    await workbench.panel.locator('[data-test="run"]:not([disabled])').waitFor();
    await workbench.hook('run').click();
    await workbench.status('done');
    assert.match(
      (await workbench.hook('matrix-table').locator('tbody tr:has(td[data-value])').first().textContent())!,
      /logits/,
    );
    assert.equal(await workbench.hook('matrix-table').locator('td[data-value]').count(), 9);
  });

  it('is saved under the name that the dialog offers, by Enter alone', async () => {
    const workbench = await Workbench.openTree(
      Object.fromEntries(files.map((path) => [`acts/${path.split(/[\\/]/).at(-1)!}`, path])),
    );
    await workbench.choose(['acts'], 'Analyze Activations');
    await workbench.status('setup');
    const saved = () =>
      readdirSync(workbench.folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
    await workbench.hook('save-selection').click();
    const dialog = workbench.page.locator('.quick-input-widget input[type="text"]');
    await dialog.waitFor();
    await untilDone('saving', async () => {
      if (await dialog.isVisible()) await workbench.page.keyboard.press('Enter');
      await workbench.page.waitForTimeout(500);
      return saved().length > 0;
    });
    assert.deepEqual(
      saved().map((file) => file.split(/[\\/]/).at(-1)),
      ['matrix.ccalens.json'],
    );
  });

  it('says what is wrong with a document, and shows it as text on a click', async () => {
    const workbench = await openDocument('broken.ccalens.json', '{ "schema": 1 }\n', 'failed');
    await workbench.panel.getByText('broken.ccalens.json is not a selection of CCA Lens: kind is missing').waitFor();
    await workbench.screenshot('selection-broken');
    await workbench.panel.getByText('Open as Text').click();
    await workbench.page.locator('.editor-instance .view-lines', { hasText: '"schema": 1' }).waitFor();
  });
});
