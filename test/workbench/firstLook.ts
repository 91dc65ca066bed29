import { commands, Uri, type ExtensionContext } from 'vscode';

/** What the demo writes into the manifest of this extension: the files of a first comparison, and which start of the demo this is. */
export interface FirstLook {
  pair: [string, string];
  run: string;
}

/**
 * The demo's own extension: opens the sample's first file and its comparison with the second, once in each start of the demo. An address or a
 * command line that names the file cannot do so: a VS Code that has never run opens it before it knows of the editors of
 * extensions, as binary.
 */
export async function activate({ extension, workspaceState }: ExtensionContext): Promise<void> {
  const { pair, run } = extension.packageJSON as FirstLook;
  if (workspaceState.get('run') === run) return;
  const [a, b] = pair.map((path) => Uri.file(path)) as [Uri, Uri];
  await commands.executeCommand('vscode.open', a, { preview: false });
  await commands.executeCommand('ccaLens.compare', a, [a, b]);
  await workspaceState.update('run', run);
}
