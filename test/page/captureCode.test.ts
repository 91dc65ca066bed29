import { describe, it } from 'mocha';
import { fixture } from '../golden';
import { Workbench } from './workbench';

const files = [fixture('activations/model0_layer2.npy')];
const script = 'from mine import loader, model\n';
const cell = { cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: script.trim() };
const notebook = JSON.stringify({
  cells: [cell],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
});

describe('capture code', () => {
  it('is written below the line of the cursor in a Python file', async () => {
    const workbench = await Workbench.open(files, { 'mine.py': script });
    const lines = (text: string) => workbench.page.locator('.monaco-editor .view-line', { hasText: text }).first();
    await workbench.openRow('mine.py', lines('from mine'));
    await workbench.command('CCA Lens: Insert Capture Code');
    await workbench.page.locator('.quick-input-title', { hasText: 'Insert Capture Code' }).waitFor();
    await workbench.screenshot('capture-choice');
    await workbench.pick('PyTorch');
    await lines('a torch.nn.Module with its weights loaded').waitFor();
    await workbench.screenshot('capture-file');
  });

  it('is written to a cell of a notebook', async () => {
    const workbench = await Workbench.open(files, { 'book.ipynb': notebook });
    const rows = workbench.page.locator('.notebookOverlay .code-cell-row');
    await workbench.openRow('book.ipynb', rows.first());
    await rows.first().click();
    await workbench.command('CCA Lens: Insert Capture Code');
    await workbench.pick('Hugging Face');
    await rows.filter({ hasText: 'a model of transformers, from_pretrained' }).waitFor();
    await workbench.screenshot('capture-notebook');
  });
});
