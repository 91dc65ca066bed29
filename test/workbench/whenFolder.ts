import { watch } from 'node:fs';

/**
 * Resolves when something holds of a folder, which is looked at whenever something happens in it.
 * @param signal given up when it is aborted, which resolves, too.
 */
export function whenFolder(folder: string, holds: () => boolean, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const watcher = watch(folder, () => look());
    watcher.on('error', reject);
    const end = (): void => {
      watcher.close();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const look = (): void => {
      if (holds()) end();
    };
    signal?.addEventListener('abort', end);
    look();
  });
}
