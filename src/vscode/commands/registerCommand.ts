import { l10n, commands, window, type Disposable, type LogOutputChannel } from 'vscode';
import { explain } from '../log';
import { messageText } from '../messageText';

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
      if ((await window.showErrorMessage(messageText(explain(error, log).message), showLog)) === showLog) log.show();
    }
  });
}
