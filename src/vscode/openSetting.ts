import { commands, env, workspace } from 'vscode';

/**
 * Shows a setting of the extension in the settings editor, on the tab where a change has effect. In a remote window that is not the user's
 * own tab, which leaves settings of the machine out and would say that there is no such setting.
 */
export async function openSetting(key: string): Promise<void> {
  const found = workspace.getConfiguration('ccaLens').inspect(key);
  const command = found?.workspaceValue !== undefined ? 'openWorkspaceSettings' : ownSettings();
  await commands.executeCommand(`workbench.action.${command}`, { query: `@id:ccaLens.${key}` });
}

function ownSettings(): string {
  return env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings';
}
