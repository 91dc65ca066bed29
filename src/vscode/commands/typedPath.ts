import { isAbsolute, join, resolve } from 'node:path';

/**
 * Whether a text contains what was typed: as it stands, or each of its words. Small and capital letters, `/` and `\` are alike; letters in
 * between never count.
 * @param path of a file that is shown by the text; a word with a slash in it may lie anywhere in the path.
 */
export function containsTyped(text: string, typed: string, path = text): boolean {
  const [shown, whole, wanted] = [plain(text), plain(path), plain(typed)];
  const has = (part: string) => shown.includes(part) || (part.includes('/') && whole.includes(part));
  return has(wanted) || wanted.split(/\s+/).every(has);
}

/**
 * The paths that typed text can mean: itself when absolute, below the home folder after `~/`, else below each of some folders. Quotes
 * around it, as paths are pasted with, are left out. Of nothing typed there are none.
 */
export function pathsOfTyped(typed: string, folders: readonly string[], home: string): string[] {
  const text = unquoted(typed);
  if (text === '') return [];
  // Kept at the end, where it says that a folder is meant.
  const slash = /[/\\]$/.test(text) ? '/' : '';
  if (/^~[/\\]/.test(text)) return [join(home, text.slice(2)).replace(/[/\\]$/, '') + slash];
  if (isAbsolute(text)) return [resolve(text) + (resolve(text) === '/' ? '' : slash)];
  return folders.map((folder) => resolve(folder, text) + slash);
}

function plain(text: string): string {
  return unquoted(text).toLowerCase().replaceAll('\\', '/');
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}
