import { splitMember } from '../../facts/address';
/**
 * Whether a path, relative and with `/`, is meant by one of some globs: `*` and `?` stay within a name, `**` goes through folders, `{a,b}` is
 * either; all else stands for itself, capitals included. A glob means the folders and files it names and everything in them. Without a `/` it is
 * held against every name on the way, as in .gitignore: `logits*` means such files and folders at any depth.
 */
export function matchesAny(path: string, globs: readonly string[]): boolean {
  const { file, member, tail } = splitMember(path);
  const names = file.split('/');
  const ways = names.map((_, i) => names.slice(0, i + 1).join('/'));
  if (member !== undefined) {
    names.push(names.at(-1)! + tail, ...member.split('/'));
    ways.push(path);
  }
  return globs.some((glob) => {
    const trimmed = glob
      .trim()
      .replace(/^\.?\//, '')
      .replace(/\/+$/, '');
    if (trimmed === '') return false;
    const pattern = globPattern(trimmed);
    return (trimmed.includes('/') ? ways : names).some((text) => pattern.test(text));
  });
}

/** A glob as an expression for the whole of a text. */
function globPattern(glob: string): RegExp {
  return new RegExp(`^${source(glob)}$`, 'su');
}

function source(glob: string): string {
  let text = '';
  for (let i = 0; i < glob.length; i++) {
    const rest = glob.slice(i);
    const deep = /^(?:\*\*\/)+/.exec(rest);
    const end = rest.startsWith('{') ? closing(rest) : -1;
    if (deep) {
      text += '(?:.*/)?';
      i += deep[0].length - 1;
    } else if (rest.startsWith('**')) {
      text += '.*';
      i += /^\*+/.exec(rest)![0].length - 1;
    } else if (end > 0) {
      text += `(?:${branches(rest.slice(1, end)).map(source).join('|')})`;
      i += end;
    } else if (rest.startsWith('*')) text += '[^/]*';
    else if (rest.startsWith('?')) text += '[^/]';
    else {
      const character = String.fromCodePoint(rest.codePointAt(0)!);
      text += character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
      i += character.length - 1;
    }
  }
  return text;
}

/** Where the brace at the beginning is closed; -1: nowhere, so that it stands for itself. */
function closing(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

/** The branches between braces, split at the commas that no inner brace holds. */
function branches(text: string): string[] {
  const found = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (character === ',' && depth === 0) found.push('');
    else found[found.length - 1] += character;
  }
  return found;
}
