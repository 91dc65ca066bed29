import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'mocha';
import type { BrowserContext } from 'playwright-core';
import type { Matrix } from '../../src/linalg/matrix';
import { plainKernels } from '../../src/linalg/plain/kernels';
import { mapped } from '../jobs/relatedPairs';
import { npyBytes } from '../jobs/savedArrays';
import { gaussian } from '../linalg/random';
import { openBrowser } from '../workbench/browser';
import { startGroup, stopGroup } from '../workbench/childProcesses';
import { projectFolder } from '../workbench/paths';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { untilDone } from './untilDone';
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

  // A researcher's first five minutes: what the README's command opens, then a network of their own, and a figure of it for a paper.
  it('goes on to a figure of the matrix of a network of 24 layers, saved for a paper', async () => {
    const page = profile!.pages()[0]!;
    const workbench = Workbench.of(page, folder);
    const network = join(folder, 'tiny-lm');
    mkdirSync(network);
    layersOf(24).forEach((layer, at) =>
      writeFileSync(join(network, `model.layers.${at}.post_attention_layernorm.npy`), npyBytes(layer)),
    );
    await workbench.row('tiny-lm').waitFor();
    await workbench.choose(['tiny-lm'], 'Analyze Activations');
    await workbench.status('setup');
    await workbench.hook('analysis-matrix').check({ force: true });
    await workbench.panel.locator('[data-test="run"]:not([disabled])').click();
    await workbench.status('done');
    assert.match((await workbench.hook('reading').first().textContent()) ?? '', /\w/);

    await workbench.screenshot('demo-matrix');

    // A cell has its pair beside the matrix; the figure leaves through the dialog, with its choices as they are.
    const map = workbench.hook('heat-matrix');
    await map.locator('.heat-plot').click({ position: { x: 60, y: 120 } });
    await workbench.hook('pair-spectrum').locator('svg').waitFor();
    await workbench.screenshot('demo-pair');
    await map.getByRole('button', { name: 'Export Figure' }).click();
    await workbench.hook('export-dialog').waitFor();
    await workbench.screenshot('demo-export');
    await workbench.hook('export-save').click();
    const figure = join(folder, 'figure.svg');
    await workbench.chooseFile(figure, '..');
    await untilDone('saving the figure', async () => {
      await page.waitForTimeout(100);
      return existsSync(figure);
    });
    const svg = readFileSync(figure, 'utf8');
    assert.match(svg, /^<svg [^>]*width="\d+(\.\d+)?mm"/m);
    assert.match(svg, /<text[^>]*>[^<]*post_attention_layernorm/);
    await workbench.screenshot('demo-figure');
  });
});

/** Layers of a made network, 200 samples x 16 neurons: each turns a part of what it is given and adds a little of its own. */
function layersOf(count: number): Matrix[] {
  let layer = gaussian(200, 16, 5);
  return Array.from({ length: count }, (_, at) => {
    const turned = plainKernels.multiply(layer, gaussian(16, 16, 100 + at));
    const own = gaussian(200, 16, 200 + at);
    layer = mapped(layer, (value, i) => 0.9 * value + 0.05 * turned.data[i]! + 0.2 * own.data[i]!);
    return layer;
  });
}
