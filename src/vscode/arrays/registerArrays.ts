import { Disposable, window } from 'vscode';
import { inspect } from '../commands/inspect';
import { registerCommand } from '../commands/registerCommand';
import type { LensParts } from '../lensParts';
import { ArrayEditors } from './arrayEditors';
import { pages } from '../pages';

/** The viewer of files of arrays, and the command that opens it. */
export function registerArrays(parts: LensParts): Disposable {
  const editors = new ArrayEditors(parts);
  return Disposable.from(
    editors,
    registerCommand('ccaLens.inspect', parts.services.log, inspect(editors)),
    window.registerCustomEditorProvider(pages.array.viewType, editors, { supportsMultipleEditorsPerDocument: true }),
  );
}
