import { Disposable } from 'vscode';
import { registerCommand } from '../commands/registerCommand';
import type { LensParts } from '../services';

/** The viewer of .npy and .npz files. */
export function registerArrays({ services }: LensParts): Disposable {
  const commands: string[] = [];
  return Disposable.from(...commands.map((id) => registerCommand(id, services.log, () => undefined)));
}
