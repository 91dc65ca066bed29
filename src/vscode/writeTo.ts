import { basename } from 'node:path';
import { l10n, workspace, type Uri } from 'vscode';
import { LensError } from '../facts/errors';
import { writeWhole } from '../jobs/files/newFiles';
import { showMessage } from './showMessage';

/**
 * Writes a file whose place people have chosen, and have agreed to replace what is there. On this machine the old file stays until the new one is whole.
 * @param inputs files that the content is made from, onto which it is never written.
 * @throws LensError `usage` for one of the inputs, `file-unwritable`; elsewhere than on this machine what VS Code throws.
 */
export async function writeTo(target: Uri, content: string | Uint8Array, inputs: readonly string[]): Promise<void> {
  if (target.scheme === 'file') return writeWhole(target.fsPath, { force: true, inputs }, (write) => write(content));
  await workspace.fs.writeFile(target, typeof content === 'string' ? new TextEncoder().encode(content) : content);
}

/** Says in one sentence why a file could not be saved. */
export function tellUnsaved(target: Uri, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const sentence =
    error instanceof LensError ? reason : l10n.t('{0} could not be saved: {1}', basename(target.path), reason);
  void showMessage.error(sentence);
}
