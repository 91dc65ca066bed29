import { commands, extensions, Uri, workspace } from 'vscode';
import type { LensApi } from '../../src/extension';
import { ended } from './ended';
import { manyTabs } from './manyTabs';

/** What a window with many tabs holds. */
export interface HeldBytes {
  /** Of the extension host, with all tabs of comparisons. */
  afterTabs: number;
  /** With the matrix as well. */
  afterMatrix: number;
}

/**
 * Called by VS Code in the extension host: compares the arrays of the folder `layers`, each with the next, in tabs of their own, then asks for the analysis
 * of all of them; somebody at the page runs it.
 */
export async function run(): Promise<void> {
  const layers = Uri.joinPath(workspace.workspaceFolders![0]!.uri, 'layers');
  const files = (await workspace.fs.readDirectory(layers)).map(([name]) => Uri.joinPath(layers, name));
  const { onState } = await extensions.getExtension<LensApi>('cca-lens.cca-lens')!.activate();
  for (let at = 0; at < manyTabs; at++) {
    const [a, b] = [files[at]!, files[at + 1]!];
    const done = ended(onState, 'comparison');
    void commands.executeCommand('ccaLens.compare', a, [a, b]);
    await done;
  }
  const afterTabs = process.memoryUsage().rss;
  const done = ended(onState, 'analysis');
  void commands.executeCommand('ccaLens.analyze', layers, [layers]);
  await done;
  const held: HeldBytes = { afterTabs, afterMatrix: process.memoryUsage().rss };
  console.log(`held ${JSON.stringify(held)}`);
}
