import { fstatSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isatty } from 'node:tty';
import { LensError } from '../facts/errors';
import { oneLine, visibleLines } from '../facts/visibleText';
import { reasonOf, systemCode } from '../jobs/files/fileErrors';

/** All that the command line writes goes through here: names out of files neither steer a terminal nor add lines to what is said of them. */

/** What was written to standard error, until it is taken. */
let told: Promise<unknown> = Promise.resolve();

/**
 * Prints an answer, and is done once all of it is taken: by the file it goes into, to the last byte, or by who reads it, who may also stop before the
 * end (`| head`). `table`: CSV, which keeps names as they are unless it goes to a terminal.
 * @throws LensError `output-unwritable`.
 */
export async function print(text: string, table = false): Promise<void> {
  const shown = table && !process.stdout.isTTY ? text : visibleLines(text);
  try {
    await write(process.stdout, `${shown}\n`);
  } catch (error) {
    const code = systemCode(error);
    // Whoever reads may have read enough: nothing to report then.
    if (code === 'EPIPE') return;
    if (code === undefined) throw error;
    throw new LensError(
      'output-unwritable',
      `Standard output cannot be written (${reasonOf(code)}), so what stands there is not whole; send it elsewhere.`,
    );
  }
}

/** Says one sentence, as one line on standard error. */
export function tell(sentence: string): void {
  const line = write(process.stderr, `cca-lens: ${oneLine(sentence)}\n`);
  // Where nobody can hear it, there is nobody to tell that either.
  told = Promise.all([told, line.catch(() => undefined)]);
}

/** Says something as one line on standard error that is no trouble: what happens meanwhile. */
export function note(text: string): void {
  const line = write(process.stderr, `${oneLine(text)}\n`);
  told = Promise.all([told, line.catch(() => undefined)]);
}

/** Is done once all that was said is taken. */
export async function allTold(): Promise<void> {
  await told;
}

/** Lets the process go on when who reads its output goes away: whoever writes hears of that (see `print`). */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** Whether there is a person who can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks a person, and yields whether the answer was yes: anything but `y` and `yes`, and no answer, is no. */
export function ask(question: string): Promise<boolean> {
  process.stderr.write(`${oneLine(question)} (y/N) `);
  // The terminal edits the line, and tells of Ctrl+C as it does anywhere else.
  const lines = createInterface({ input: process.stdin, terminal: false });
  return new Promise((resolve) => {
    lines.once('close', () => resolve(false));
    lines.once('line', (line) => {
      resolve(/^\s*y(es)?\s*$/i.test(line));
      lines.close();
    });
  });
}

/** Whether a person sees how far the work is. */
export function isWatched(): boolean {
  return process.stderr.isTTY;
}

const clearedLine = '\r\x1b[K';

/** Shows a person how far the work is, in place of what was shown before. */
export function showProgress(phase: string, fraction: number): void {
  process.stderr.write(`${clearedLine}${oneLine(phase)} ${Math.floor(100 * fraction)}%`);
}

/** Takes away what `showProgress` has shown. */
export function clearProgress(): void {
  process.stderr.write(clearedLine);
}

async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  const { fd } = stream as NodeJS.WriteStream & { fd: number };
  if (isStored(fd)) return writeWhole(fd, Buffer.from(text));
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Whether what is written is stored, and neither a terminal nor read by another program. */
function isStored(fd: number): boolean {
  const found = fstatSync(fd);
  return found.isFile() || (found.isCharacterDevice() && !isatty(fd));
}

/** Node's own stream into a file takes a disk that fills up in the middle of a write for success. */
function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
}
