import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { unwritable } from './fileErrors';
import { discardDraft, holdDraft } from './drafts';
import { publish, type Draft } from './publish';
import { requireTarget, type Writing } from './target';
import { writeDraft, type Opening, type Write } from './writeDraft';

/** Makes one of some files, of what `produce` writes, and yields what that does. */
export type NewFile = <T>(path: string, produce: (write: Write) => Promise<T>) => Promise<T>;

/**
 * The one way to write files for people: all that `make` makes, or none. Each is written as a draft beside its place, every byte, flushed and its size
 * checked; all get their names at the end, so that until then the old file is there and no name has a part of a file. A file that is replaced keeps its
 * permissions, and the links that lead to it. Drafts are removed when anything fails, and when the process is told to stop.
 * @param opening for tests: opens drafts.
 * @throws LensError `usage` for a path that leads to an input, `file-exists`, `file-unwritable`; what `make` throws.
 */
export async function newFiles<T>(how: Writing, make: (file: NewFile) => Promise<T>, opening?: Opening): Promise<T> {
  const drafts: Draft[] = [];
  try {
    const made = await make(async (path, produce) => {
      const target = await requireTarget(path, how);
      // A name of its own: that of the file with more behind it may be too long.
      const draft = join(dirname(target.place), `.cca-lens-${randomUUID()}`);
      drafts.push({ path: draft, target });
      holdDraft(draft);
      // What replaces a file that others may not read is not theirs to read either.
      const mode = target.replaced ? 0o600 : 0o666;
      return writeDraft(draft, produce, (code) => unwritable(code, target.name), { mode, opening });
    });
    publish(drafts, how);
    return made;
  } finally {
    for (const { path } of drafts) await discardDraft(path);
  }
}

/** Writes one file as {@link newFiles} does. @throws the same. */
export function writeWhole<T>(
  path: string,
  how: Writing,
  produce: (write: Write) => Promise<T>,
  opening?: Opening,
): Promise<T> {
  return newFiles(how, (file) => file(path, produce), opening);
}
