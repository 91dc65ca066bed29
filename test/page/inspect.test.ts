import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fixture } from '../golden';
import { Workbench } from './workbench';

describe('inspecting a file of the explorer', () => {
  let workbench: Workbench;

  const fact = (name: string) => workbench.panel.locator(`[data-fact="${name}"]`);

  it('shows what an array holds', async () => {
    workbench = await Workbench.open([fixture('activations/model1_logits.npy')]);
    await workbench.choose(['model1_logits.npy'], 'Inspect Activations');
    await workbench.status('done');
    assert.match((await fact('shape').textContent()) ?? '', /2000\D+10/);
    assert.equal(await fact('dtype').textContent(), '<f4');
    assert.equal(await fact('non-finite').textContent(), 'none');
    assert.equal(await workbench.panel.locator('canvas').count(), 3);
    await workbench.screenshot('inspection');
  });

  it('asks for one array of an archive', async () => {
    workbench = await Workbench.open([fixture('npy/three_deflated.npz')]);
    await workbench.choose(['three_deflated.npz'], 'Inspect Activations');
    await workbench.pick('layer2');
    await workbench.status('done');
    assert.match((await fact('shape').textContent()) ?? '', /7\D+2/);
    assert.match((await fact('order').textContent()) ?? '', /^Fortran/);
  });

  it('says what is wrong with a file that holds no numbers', async () => {
    workbench = await Workbench.open([fixture('npy/object.npy')]);
    await workbench.choose(['object.npy'], 'Inspect Activations');
    await workbench.status('failed');
    assert.match((await workbench.hook('error').textContent()) ?? '', /^[^\n]*object\.npy[^\n]*\.$/);
  });
});
