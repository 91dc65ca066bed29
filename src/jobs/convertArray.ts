import { resolve } from 'node:path';
import { LensError } from '../facts/errors';
import { elementCount } from '../formats/header';
import { readPieces } from '../formats/rows/readPieces';
import { encode, npyHeaderBytes } from '../formats/npy/writeNpy';
import type { ConvertSpec } from '../protocol/writing';
import type { Jobs } from '../protocol/jobs';
import type { Notice } from '../facts/reportParts';
import type { Progress } from './progress';
import { fileName } from './files/fileBytes';
import { openArray, type OpenedArray } from './arrays/openArray';
import { inputFiles } from './files/inputFiles';
import { writeWhole } from './files/newFiles';
import { requireTarget, type Writing } from './files/target';
import type { Write } from './files/writeDraft';

/**
 * Writes an array (or a range of its rows) as a plain little-endian row-major .npy file, in chunks, as writeWhole writes files. One that exists is replaced
 * only with `force`, and never when it is the source itself.
 * @throws LensError `file-exists`, `file-unwritable`, `usage` (rows out of range, onto the source); the errors of openArray and readPieces.
 */
export async function convertArray(spec: ConvertSpec, progress: Progress): Promise<Jobs['convert']['result']> {
  const how: Writing = {
    force: spec.force,
    inputs: await inputFiles([spec.from]),
    otherwise: 'give another name, or --force to replace it',
  };
  // Refused before anything is read.
  await requireTarget(spec.to, how);
  const array = await openArray(spec.from);
  try {
    return await writeWhole(spec.to, how, async (write) => {
      const { shape, rows, largest } = await writeRows(array, spec, write, progress);
      // Some rows of a large archive are not worth reading all of it.
      if (rows.end - rows.start === (array.header.shape[0] ?? 1)) await array.prove();
      const rounded = await roundedCount(spec, rows, array, largest);
      return { path: resolve(spec.to), shape, warnings: roundedNotices(array, spec.dtype, rounded) };
    });
  } finally {
    await array.close();
  }
}

async function writeRows(
  { header, source, name }: OpenedArray,
  spec: ConvertSpec,
  write: Write,
  progress: Progress,
): Promise<{ shape: number[]; rows: { start: number; end: number }; largest: number }> {
  const available = header.shape[0] ?? 1;
  const [start, end] = spec.rows ?? [0, available];
  if (start < 0 || end > available || start >= Math.max(end, 1) || (spec.rows && header.shape.length === 0)) {
    throw new LensError('usage', `Rows ${start}:${end} are not within the ${available} rows of ${name}.`);
  }
  const shape = header.shape.length === 0 ? [] : [end - start, ...header.shape.slice(1)];
  let largest = 0;
  await write(npyHeaderBytes(shape, spec.dtype));
  const count = elementCount(shape);
  let done = 0;
  for await (const { data } of readPieces(source, header, name, { start, end })) {
    await write(encode(data, spec.dtype));
    largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), largest);
    progress(`writing ${fileName(spec.to)}`, (done += data.length) / count);
  }
  return { shape, rows: { start, end }, largest };
}

/** Integers among the rows that floats of this type do not hold, by their bytes: a second reading, where some are large enough. */
async function roundedCount(
  { from, dtype }: ConvertSpec,
  { start, end }: { start: number; end: number },
  { integerBytes }: OpenedArray,
  largest: number,
): Promise<number> {
  if (integerBytes === 0 || largest < (dtype === 'f4' ? 2 ** 24 : 2 ** 53)) return 0;
  const { header, source, name, close } = await openArray(from, dtype);
  try {
    let count = 0;
    for await (const { data } of readPieces(source, header, name, { start, end })) {
      count += data.reduce((sum, mark) => sum + mark, 0);
    }
    return count;
  } finally {
    await close();
  }
}

function roundedNotices({ header, name }: OpenedArray, dtype: ConvertSpec['dtype'], rounded: number): Notice[] {
  if (rounded === 0) return [];
  const [least, wider] = dtype === 'f4' ? ['2^24', '; --dtype f8 keeps those below 2^53'] : ['2^53', ''];
  const [words, were] = rounded === 1 ? ['integer', 'was'] : ['integers', 'were'];
  const message = `${rounded.toLocaleString('en-US')} ${words} of ${name} (dtype ${header.descr}) beyond ${least} ${were} rounded to ${dtype === 'f4' ? 'float32' : 'float64'}: keep ${name} where their last digits count${wider}.`;
  return [{ code: 'integers-rounded', message }];
}
