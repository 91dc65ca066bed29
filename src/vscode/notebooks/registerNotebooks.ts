import { Disposable } from 'vscode';
import { registerCommand } from '../commands/registerCommand';
import type { LensParts } from '../services';

/** The messages of the notebook renderer, and the commands that write notebooks and cells. */
export function registerNotebooks({ services }: LensParts): Disposable {
  const commands: string[] = ['ccaLens.exportNotebook', 'ccaLens.insertComparisonCell'];
  return Disposable.from(...commands.map((id) => registerCommand(id, services.log, () => undefined)));
}
