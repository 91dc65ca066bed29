import { constants } from 'node:fs';
import { access, chmod } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { l10n, Uri, type ExtensionContext, type LogOutputChannel } from 'vscode';

/**
 * Puts the `cca-lens` command on the PATH of VS Code's terminals, run by the Node that VS Code itself runs on, so that none need be
 * installed. VS Code keeps the change across windows until the extension is removed.
 */
export async function offerTerminalCommand(context: ExtensionContext, log: LogOutputChannel): Promise<void> {
  const folder = Uri.joinPath(context.extensionUri, 'media', 'bin');
  const variables = context.environmentVariableCollection;
  variables.description = l10n.t('Adds the command `cca-lens` to the PATH.');
  variables.prepend('PATH', folder.fsPath + delimiter);
  variables.replace('CCA_LENS_NODE', process.execPath);
  await makeExecutable(Uri.joinPath(folder, 'cca-lens').fsPath, log);
}

/** A package made on Windows carries no permission to execute. */
async function makeExecutable(file: string, log: LogOutputChannel): Promise<void> {
  try {
    await access(file, constants.X_OK);
  } catch {
    await chmod(file, 0o755).catch((error: unknown) =>
      log.warn(`The command cca-lens cannot be run: ${String(error)}`),
    );
  }
}
