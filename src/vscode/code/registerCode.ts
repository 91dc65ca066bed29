import { Disposable } from 'vscode';
import { registerCommand } from '../commands/registerCommand';
import type { LensParts } from '../services';

/** Hovers and CodeLenses on names of array files in Python. */
export function registerCode({ services }: LensParts): Disposable {
  const commands: string[] = [];
  return Disposable.from(...commands.map((id) => registerCommand(id, services.log, () => undefined)));
}
