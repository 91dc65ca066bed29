import { Disposable } from 'vscode';
import { registerCommand } from '../commands/registerCommand';
import type { LensParts } from '../services';
import { exportActive } from './exportActive';

/** The messages of the notebook renderer, and the commands that write notebooks and cells. */
export function registerNotebooks({ services }: LensParts): Disposable {
  const commands: string[] = ['ccaLens.insertComparisonCell'];
  return Disposable.from(
    registerCommand('ccaLens.exportNotebook', services.log, exportActive(services)),
    ...commands.map((id) => registerCommand(id, services.log, () => undefined)),
  );
}
