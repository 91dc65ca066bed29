import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { commands, extensions, Uri, workspace } from 'vscode';
import type { LensApi } from '../../src/extension';
import { ended } from './ended';

/** What a window of the benchmark tells of its pairs, the first in front. */
export interface PanelTimes {
  /** Milliseconds from the command to the report. */
  waits: number[];
  /** Milliseconds of processor time, of the extension host and its child processes; 0 where the system does not tell. */
  worked: number[];
  /** What the extension host holds at the end. */
  hostBytes: number;
}

/**
 * Called by VS Code in the extension host: shows an array, waits as many milliseconds as the folder's file `pause` says (0: shows
 * nothing before), and compares its arrays in pairs. The extension's own event tells when a report is there.
 */
export async function run(): Promise<void> {
  const { uri } = workspace.workspaceFolders![0]!;
  const pause = Number(Buffer.from(await workspace.fs.readFile(Uri.joinPath(uri, 'pause'))).toString());
  const inPairs = Uri.joinPath(uri, 'pairs');
  const names = (await workspace.fs.readDirectory(inPairs)).map(([name]) => name);
  const files = names.sort().map((name) => Uri.joinPath(inPairs, name));
  const lens = extensions.getExtension<LensApi>('cca-lens.cca-lens')!;
  if (pause > 0) {
    const { onState } = await lens.activate();
    const shown = ended(onState, 'array');
    await commands.executeCommand('ccaLens.inspect', Uri.joinPath(uri, 'shown', 'array.npy'));
    await shown;
    await delay(pause);
  }
  const [waits, worked]: [number[], number[]] = [[], []];
  for (let at = 0; at + 1 < files.length; at += 2) {
    const [a, b] = [files[at]!, files[at + 1]!];
    const [begun, workedBefore] = [performance.now(), processorTime()];
    // Of an extension that is not active the command makes it so; this only hears of what comes out.
    const { onState } = await lens.activate();
    const done = ended(onState, 'comparison');
    void commands.executeCommand('ccaLens.compare', a, [a, b]);
    await done;
    waits.push(performance.now() - begun);
    worked.push(processorTime() - workedBefore);
    await delay(1000);
  }
  console.log(`panel ${JSON.stringify({ waits, worked, hostBytes: process.memoryUsage().rss } satisfies PanelTimes)}`);
}

/** Milliseconds, as Linux counts them: in hundredths of a second. */
function processorTime(): number {
  if (!existsSync('/proc/self/stat')) return 0;
  const stats = readdirSync('/proc').flatMap((name) => {
    try {
      // What stands in brackets is the name of the program.
      return /^\d+$/.test(name)
        ? [
            readFileSync(`/proc/${name}/stat`, 'utf8')
              .replace(/^.*\) /s, '')
              .split(' '),
          ]
        : [];
    } catch {
      return [];
    }
  });
  const children = stats.filter(([, parent]) => Number(parent) === process.pid);
  const { user, system } = process.cpuUsage();
  return children.reduce((sum, stat) => sum + 10 * (Number(stat[11]) + Number(stat[12])), (user + system) / 1000);
}
