import { Disposable } from 'vscode';
import { registerCommand } from '../commands/registerCommand';
import type { LensParts } from '../services';

/** Comparing variables of a notebook’s kernel. */
export function registerVariables({ services }: LensParts): Disposable {
  const commands: string[] = ['ccaLens.compareVariable', 'ccaLens.compareVariables'];
  return Disposable.from(...commands.map((id) => registerCommand(id, services.log, () => undefined)));
}
