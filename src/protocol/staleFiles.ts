import { filesChanged } from '../facts/filesChanged';
import { listedFiles, type NamedFiles } from '../facts/namedFiles';
import { joinedWords } from '../facts/joinedWords';
import type { Notice } from '../facts/reportParts';

/** What became of files since scores were computed from them; at least one of the three is not empty. */
export interface StaleFiles {
  /** Written anew, or another file in their place. */
  changed: NamedFiles;
  /** Changing from one look to the next. */
  writing: NamedFiles;
  /** Not there any more. */
  gone: NamedFiles;
}

/** What stands beside the subject of a picture whose files are not those that it was made of. */
export const notCurrentMark = '(not current: files have changed)';

/** The remark that stands above scores, and in what is exported of them: one sentence. */
export function staleNotice({ changed, writing, gone }: StaleFiles): Notice {
  const parts = [
    changed.count > 0 && `${listedFiles(changed)} ${changed.count === 1 ? 'has' : 'have'} changed`,
    writing.count > 0 && `${listedFiles(writing)} ${writing.count === 1 ? 'is' : 'are'} being written`,
    gone.count > 0 && `${listedFiles(gone)} ${gone.count === 1 ? 'is' : 'are'} gone`,
  ].filter((part) => part !== false);
  return {
    code: filesChanged,
    message: `Not current: since these scores were computed ${joinedWords(parts)}; ${advice()}.`,
  };

  function advice(): string {
    if (gone.count > 0) return `put ${gone.count === 1 ? 'it' : 'them'} back, then recompute`;
    return changed.count === 0 ? 'recompute when that has ended' : 'recompute to have those of the present files';
  }
}

/** What is stale as a list of remarks: one, or none. */
export function staleNotices(stale: StaleFiles | undefined): Notice[] {
  return stale ? [staleNotice(stale)] : [];
}
