import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/** Hears of a draft: that it is about to be there, and that it is not any more. */
type Told = (path: string, there: boolean) => void;

/** Files and folders that are being made and have no lasting name yet, of this thread and of those that told of theirs. */
const held = new Set<string>();
let told: Told | undefined;
let leaving = false;

/** Says that a draft, file or folder, is about to be made: it is removed however the process ends, short of being killed. */
export function holdDraft(path: string): void {
  if (!leaving) process.once('exit', removeDrafts);
  leaving = true;
  held.add(path);
  told?.(path, true);
}

/** Says that a draft is not there any more: removed, or under its lasting name. */
export function dropDraft(path: string): void {
  held.delete(path);
  told?.(path, false);
}

/** Removes a draft, should it still be there. What cannot be removed is tried once more when the process ends: it is no reason to fail. */
export async function discardDraft(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).then(
    () => dropDraft(path),
    () => undefined,
  );
}

/** Has a function told of the drafts of this thread, from now on. */
export function onDrafts(listener: Told): void {
  told = listener;
}

/** Removes all drafts before it returns, for a process that is about to end. What cannot be removed stays: nobody is left to be told. */
export function removeDrafts(): void {
  for (const path of held) {
    try {
      rmSync(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 10 });
    } catch {
      // As above.
    }
  }
}

/** The drafts of another thread as it tells of them; `discard` removes those that it has left, once it has ended. */
export function draftsElsewhere(): { note: Told; discard(): Promise<void> } {
  const theirs = new Set<string>();
  const note: Told = (path, there) => {
    if (there) theirs.add(path);
    else theirs.delete(path);
    (there ? holdDraft : dropDraft)(path);
  };
  const discard = async (): Promise<void> => {
    for (const path of theirs) {
      await rm(path, { recursive: true, force: true }).then(
        () => note(path, false),
        // Tried once more when this process ends.
        () => undefined,
      );
    }
  };
  return { note, discard };
}
