import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'mocha';
import type { BrowserContext } from 'playwright-core';
import { openBrowser } from '../workbench/browser';
import { startGroup, stopGroup } from '../workbench/childProcesses';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { Workbench } from './workbench';

describe('npm run demo', () => {
  const folder = join(temporaryFolder('demo-test'), 'sample');
  let demo: ChildProcess;
  let address: string | undefined;
  let profile: BrowserContext | undefined;
  let complaints = '';

  before(async () => {
    const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
    // As the script of that name starts it after the build.
    const args = ['--import', 'tsx', join('test', 'workbench', 'demo.ts'), folder];
    demo = startGroup(process.execPath, args, { cwd: projectFolder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    demo.stderr!.on('data', (said) => (complaints += String(said)));
    for await (const line of createInterface(demo.stdout!)) {
      address = /http:\S+/.exec(line)?.[0];
      if (address) break;
    }
    assert.ok(address, `The demo printed no address. ${complaints}`);
  });
  after(async () => {
    await profile?.close();
    await stopGroup(demo);
  });

  it('prints an address that shows the sample and a comparison in a browser that was never used', async () => {
    profile = await openBrowser();
    const page = profile.pages()[0]!;
    await page.goto(address!, { waitUntil: 'domcontentloaded' });
    const workbench = Workbench.of(page, folder);
    await workbench.status('done');
    assert.ok((await workbench.score('cca')) > 0);
    await workbench.screenshot('demo');

    await page.locator('.tab', { hasText: /^layer2\.npy/ }).click();
    await workbench.hook('grid').waitFor();

    const found = await workbench.find('ControlOrMeta+P', 'memorizing1/epoch_14/logits', 'logits.npy');
    assert.match((await found.textContent()) ?? '', /memorizing1.epoch_14/);
    await page.keyboard.press('Escape');

    // Enter comes before the list has been narrowed down.
    await workbench.command('CCA Lens: Compare Activations');
    await workbench.typeInto('First File', 'memorizing2 logits');
    await workbench.typeInto('Compare logits.npy with', join(folder, 'memorizing1', 'epoch_14', 'layer3.npy'));
    await page.locator('.tab', { hasText: 'logits.npy ↔' }).waitFor();
    await workbench.status('done');
    assert.match(
      await workbench.panel.locator('body').innerText(),
      /memorizing2.epoch_\d\d.\s*logits\.npy[^]*memorizing1.epoch_14.\s*layer3\.npy/,
    );
    assert.equal(complaints, '');
  });
});
