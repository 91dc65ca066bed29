import { Disposable } from 'vscode';
import { registerCommand } from '../commands/registerCommand';
import type { LensParts } from '../lensParts';
import { VariableComparisons } from './compareVariables';
import { VariableFiles } from './variableFiles';

/** Comparing variables of a notebook's kernel. Nothing is looked for before a command is called. */
export function registerVariables(parts: LensParts): Disposable {
  const { log, variablesFolder } = parts.services;
  const files = new VariableFiles(variablesFolder);
  const variables = new VariableComparisons(parts, files);
  return Disposable.from(
    files,
    registerCommand('ccaLens.compareVariable', log, (variable) => variables.ofVariable(variable)),
    registerCommand('ccaLens.compareVariables', log, () => variables.ofActiveNotebook()),
  );
}
