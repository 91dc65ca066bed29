import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { activationFile } from './data';
import { median } from './inTurn';
import type { PanelTimes } from './panelSuite';
import type { Bench } from './programs';
import { progress } from './progress';
import { suiteWindows } from './suiteWindows';
import { markdownTable } from './table';

/** Pairs that a window compares, one after the other: the first is the one that waits. */
const pairs = 3;
/** Milliseconds between the first array that a window shows and its first comparison; 0: the comparison is the first that is asked for. */
const pauses = [5_000, 0];

/**
 * From the command to the report of a pair in the extension host of a VS Code server, each run in a new window: the first pair of it, and others; after an
 * array was shown for some seconds, and at once. Nothing is kept on disk between them. `--cli` of another tree measures the extension that is built there.
 */
export async function panelTable({ runs, quick, cli }: Bench): Promise<string> {
  // In another folder each time: in one that was open before, panels come back and compute.
  const windows = await suiteWindows('test/bench/panelSuite.ts', 'panel', cli);
  const rows: string[][] = [];
  try {
    for (const pause of pauses) {
      const times: PanelTimes[] = [];
      for (let run = 0; run < runs; run++) {
        progress(
          `window ${run + 1} of ${runs}, ${pause === 0 ? 'at once' : `${pause / 1000} s after an array was shown`}`,
        );
        times.push(JSON.parse(await windows.tell(folderOf(pause, quick))) as PanelTimes);
      }
      rows.push(rowOf(pause, times));
    }
  } finally {
    await windows.close();
  }
  return markdownTable(
    ['first comparison', 's of the first', 's of the others', 'processor s of the first', 'of the others', 'host MB'],
    rows,
  );
}

function rowOf(pause: number, times: readonly PanelTimes[]): string[] {
  const said = (of: 'waits' | 'worked', from: number, to: number | undefined): string => {
    const some = times.flatMap((window) => window[of].slice(from, to).map((milliseconds) => milliseconds / 1000));
    return `median ${median(some).toFixed(2)} (${Math.min(...some).toFixed(2)} to ${Math.max(...some).toFixed(2)})`;
  };
  const bytes = median(times.map(({ hostBytes }) => hostBytes));
  const when = pause === 0 ? 'the first that is asked for' : `${pause / 1000} s after an array was shown`;
  const columns = (['waits', 'worked'] as const).flatMap((of) => [said(of, 0, 1), said(of, 1, undefined)]);
  return [when, ...columns, (bytes / 1e6).toFixed(0)];
}

/**
 * A workspace of arrays in pairs, and of what its window shall do. What it shows before lies apart, and is small: the viewer computes on its own with
 * arrays that lie beside it.
 */
function folderOf(pause: number, quick: boolean): string {
  const folder = temporaryFolder('arrays');
  for (const name of ['shown', 'pairs']) mkdirSync(join(folder, name));
  symlinkSync(activationFile({ samples: 1000, neurons: 64, seed: 1 }), join(folder, 'shown', 'array.npy'));
  for (let seed = 1; seed <= 2 * pairs; seed++) {
    const file = activationFile({ samples: quick ? 1000 : 10_000, neurons: quick ? 64 : 500, seed });
    symlinkSync(file, join(folder, 'pairs', `${seed}.npy`));
  }
  writeFileSync(join(folder, 'pause'), String(pause));
  return folder;
}
