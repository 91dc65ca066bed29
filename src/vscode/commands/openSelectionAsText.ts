import { commands, TabInputCustom, Uri, window } from 'vscode';
import { pages } from '../pages';

/** `ccaLens.openSelectionAsText`: the document of a selection as the text that it is; from the palette that of the active editor. */
export async function openSelectionAsText(chosen?: unknown): Promise<void> {
  const document = chosen instanceof Uri ? chosen : activeDocument();
  if (document) await commands.executeCommand('vscode.openWith', document, 'default');
}

function activeDocument(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputCustom && input.viewType === pages.analysis.editorType ? input.uri : undefined;
}
