import { Disposable } from 'vscode';
import { registerCommand } from '../commands/registerCommand';
import type { LensParts } from '../services';

/** The inline similarity panel: its view in the side bar, and the commands that pin and unpin. */
export function registerSimilarity({ services }: LensParts): Disposable {
  const commands: string[] = ['ccaLens.pinReference', 'ccaLens.unpinReference', 'ccaLens.compareWithPinned'];
  return Disposable.from(...commands.map((id) => registerCommand(id, services.log, () => undefined)));
}
