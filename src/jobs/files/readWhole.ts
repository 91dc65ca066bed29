import { fileName, openFile } from './fileBytes';
import { requireSize, type FileKind } from './fileKinds';

/**
 * The text of a small file of people's own, whole. The one door for what is no array: pipes, devices, folders and files that are larger than any of their
 * kind are refused, so that nothing waits for a writer and nothing is read without end; a job that is cancelled ends with its thread.
 * @param name what messages call it.
 * @throws FileNotFoundError, NotAFileError, FileTooLargeError, FileUnreadableError, FileChangedError.
 */
export async function readWhole(path: string, kind: FileKind, name = fileName(path)): Promise<string> {
  const file = await openFile(path, name, kind);
  try {
    requireSize(name, file.byteLength, kind);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.slice(0, file.byteLength));
  } finally {
    await file.close();
  }
}
