import { workspace } from 'vscode';
import { arrayFiles } from '../facts/formats';
import { arraysShown } from './arraysShown';

/** Where packages and programs keep what is theirs, arrays to test them with included. */
const packages = '**/{node_modules,site-packages,.*}/**';

/** Tells that arrays are there when the folders of the window hold one, by VS Code's own search, which ends with the first. */
export async function lookForArrays(): Promise<void> {
  try {
    const [found] = await workspace.findFiles(arrayFiles, packages, 1);
    if (found) arraysShown.tell();
  } catch {
    // Some servers come without the program that VS Code searches with: arrays are told of where they are shown, then.
  }
}
