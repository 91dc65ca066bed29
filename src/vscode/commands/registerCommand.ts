import { l10n, commands, type Disposable, type LogOutputChannel } from 'vscode';
import { explain } from '../log';
import { showMessage } from '../showMessage';

/** Registers a command whose failure, should it have one, is one sentence with a way to the log. */
export function registerCommand(
  id: string,
  log: LogOutputChannel,
  run: (...args: unknown[]) => Promise<void> | void,
): Disposable {
  return commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      await run(...args);
    } catch (error) {
      const showLog = l10n.t('Show Log');
      if ((await showMessage.error(explain(error, log).message, showLog)) === showLog) log.show();
    }
  });
}
