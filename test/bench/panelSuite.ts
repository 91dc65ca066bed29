import { setTimeout as delay } from 'node:timers/promises';
import { commands, extensions, Uri, workspace } from 'vscode';
import type { LensApi } from '../../src/extension';
import type { PanelEvent } from '../../src/vscode/services';

/** What a window of the benchmark tells. Milliseconds from the command to the report of each pair, the first in front, and MB of the extension host by then. */
export interface PanelTimes {
  waits: number[];
  hostBytes: number;
}

/**
 * Called by VS Code in the extension host: shows the first array of the folder, waits as many milliseconds as the folder's file `pause` says (0: shows
 * nothing before), and compares its arrays in pairs. The extension's own event tells when a report is there.
 */
export async function run(): Promise<void> {
  const { uri } = workspace.workspaceFolders![0]!;
  const pause = Number(Buffer.from(await workspace.fs.readFile(Uri.joinPath(uri, 'pause'))).toString());
  const names = (await workspace.fs.readDirectory(uri)).map(([name]) => name).filter((name) => name.endsWith('.npy'));
  const files = names.sort().map((name) => Uri.joinPath(uri, name));
  const lens = extensions.getExtension<LensApi>('cca-lens.cca-lens')!;
  if (pause > 0) {
    const { onState } = await lens.activate();
    const shown = ended(onState, 'array');
    await commands.executeCommand('ccaLens.inspect', files[0]);
    await shown;
    await delay(pause);
  }
  const waits: number[] = [];
  for (let at = 0; at + 1 < files.length; at += 2) {
    const [a, b] = [files[at]!, files[at + 1]!];
    const begun = performance.now();
    // Of an extension that is not active the command makes it so; this only hears of what comes out.
    const { onState } = await lens.activate();
    const done = ended(onState, 'comparison');
    void commands.executeCommand('ccaLens.compare', a, [a, b]);
    await done;
    waits.push(performance.now() - begun);
    await delay(1000);
  }
  console.log(`panel ${JSON.stringify({ waits, hostBytes: process.memoryUsage().rss } satisfies PanelTimes)}`);
}

function ended(onState: LensApi['onState'], panel: PanelEvent['panel']): Promise<void> {
  return new Promise((resolve, reject) => {
    const hearing = onState((event) => {
      const { status } = event.state;
      if (event.panel !== panel || status === 'loading') return;
      hearing.dispose();
      if (status === 'done') resolve();
      else reject(new Error(`${panel}: ${JSON.stringify(event.state).slice(0, 300)}`));
    });
  });
}
