import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './paths';

/** Files under src and webview, and package.json, that have a word in them, in small or capital letters: what a fact that stands once must not be in. */
export function filesThatName(word: string): string[] {
  const inside = ['src', 'webview'].flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name)),
  );
  return [...inside, join(projectFolder, 'package.json')].filter((path) =>
    readFileSync(path, 'utf8').toLowerCase().includes(word.toLowerCase()),
  );
}
