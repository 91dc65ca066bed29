import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { activationFile } from './data';
import { manyTabs } from './manyTabs';
import type { HeldBytes } from './manyTabsSuite';
import type { Bench } from './programs';
import { suiteWindows } from './suiteWindows';
import { markdownTable } from './table';

/** What is wanted: a host that stays below it, with all tabs open and the matrix shown. */
const goalMB = 300;

/** What the extension host holds with many comparisons open and, after them, a matrix of many layers: one window. */
export async function hostMemoryTable({ quick, cli }: Bench): Promise<string> {
  const layers = quick ? manyTabs + 1 : 200;
  const folder = temporaryFolder('arrays');
  mkdirSync(join(folder, 'layers'));
  for (let seed = 1; seed <= layers; seed++) {
    const file = activationFile({ samples: 500, neurons: 32, seed });
    symlinkSync(file, join(folder, 'layers', `layer_${String(seed).padStart(3, '0')}.npy`));
  }
  const windows = await suiteWindows('test/bench/manyTabsSuite.ts', 'held', cli);
  try {
    const told = await windows.tell(folder, async (page) => {
      const panel = page
        .locator('iframe.webview.ready:visible')
        .last()
        .contentFrame()
        .frameLocator('iframe#active-frame');
      await panel.locator('[data-test="analysis-matrix"]').check({ force: true, timeout: 600_000 });
      await panel.locator('[data-test="run"]:not([disabled])').click();
    });
    const { afterTabs, afterMatrix } = JSON.parse(told) as HeldBytes;
    const row = (shown: string, bytes: number): string[] => [
      shown,
      (bytes / 1e6).toFixed(0),
      `< ${goalMB}`,
      bytes < goalMB * 1e6 ? 'yes' : '**no**',
    ];
    return markdownTable(
      ['shown', 'host MB', 'goal', 'reached?'],
      [row(`${manyTabs} comparisons`, afterTabs), row(`and a matrix of ${layers} x ${layers}`, afterMatrix)],
    );
  } finally {
    await windows.close();
  }
}
