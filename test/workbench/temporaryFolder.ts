import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchSignals } from './childProcesses';

const folders: string[] = [];

/** A new folder that is gone when this process is, however it ends short of being killed. */
export function temporaryFolder(purpose: string): string {
  watchSignals();
  if (folders.length === 0) process.once('exit', removeFolders);
  const folder = mkdtempSync(join(tmpdir(), `cca-lens-${purpose}-`));
  folders.push(folder);
  return folder;
}

function removeFolders(): void {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    } catch {
      // A process that is just ending still writes into it; the system's place for temporary files is the right one to leave it in.
    }
  }
}
