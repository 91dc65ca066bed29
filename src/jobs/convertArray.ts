import { randomUUID } from 'node:crypto';
import { link, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LensError } from '../errors';
import { readRows } from '../npy/readRows';
import type { Dtype } from '../npy/dtype';
import { exactBelow } from '../npy/wideIntegers';
import { encode, npyHeaderBytes } from '../npy/writeNpy';
import type { ConvertSpec, Jobs } from '../protocol/worker';
import type { Notice } from '../similarity/report';
import type { Progress } from './compare/compareArrays';
import { fileName } from './arrays/fileBytes';
import { openArray, type OpenedArray } from './arrays/openArray';
import { splitAddress } from './arrays/openStored';

/**
 * Writes an array (or a range of its rows) as a plain little-endian row-major .npy file, in chunks. The file appears under its name only when it
 * is complete; one that exists is replaced only with `force`, and never when it is the source itself.
 * @throws LensError `file-exists`, `file-unwritable`, `usage` (rows out of range); the errors of openArray and readRows.
 */
export async function convertArray(spec: ConvertSpec, progress: Progress): Promise<Jobs['convert']['result']> {
  const target = resolve(spec.to);
  if (resolve((await splitAddress(spec.from.path)).file) === target) {
    throw new LensError('usage', `${fileName(target)} would replace the file it is made from; give another name.`);
  }
  if (!spec.force && (await exists(target))) throw taken(target);
  const array = await openArray(spec.from);
  const draft = join(dirname(target), `.${basename(target)}-${randomUUID()}`);
  try {
    const { shape, rounded } = await writeDraft(array, spec, draft, progress);
    // A link, unlike renaming, fails when a file of that name has appeared meanwhile.
    if (spec.force) await rename(draft, target);
    else await link(draft, target);
    return { path: target, shape, warnings: roundedNotices(array, spec.dtype, rounded) };
  } catch (error) {
    throw writeError(error, target);
  } finally {
    await rm(draft, { force: true });
    await array.close();
  }
}

async function writeDraft(
  { header, source, name }: OpenedArray,
  spec: ConvertSpec,
  draft: string,
  progress: Progress,
): Promise<{ shape: number[]; rounded: number }> {
  const available = header.shape[0] ?? 1;
  const [start, end] = spec.rows ?? [0, available];
  if (start < 0 || end > available || start >= Math.max(end, 1) || (spec.rows && header.shape.length === 0)) {
    throw new LensError('usage', `Rows ${start}:${end} are not within the ${available} rows of ${name}.`);
  }
  const shape = header.shape.length === 0 ? [] : [end - start, ...header.shape.slice(1)];
  const isRounded = roundingOf(header.dtype, spec.dtype);
  let rounded = 0;
  const file = await open(draft, 'wx');
  try {
    await file.write(npyHeaderBytes(shape, spec.dtype));
    for await (const chunk of readRows(source, header, name, { start, end })) {
      await file.write(encode(chunk.data, spec.dtype));
      if (isRounded) rounded += chunk.data.reduce((sum, value) => sum + Number(isRounded(value)), 0);
      progress(`writing ${fileName(spec.to)}`, (chunk.start + chunk.rows - start) / Math.max(1, end - start));
    }
  } finally {
    await file.close();
  }
  return { shape, rounded };
}

/** Whether a whole number is rounded where it is written as a float; undefined for other elements, which are floats already. */
function roundingOf({ kind }: Dtype, dtype: ConvertSpec['dtype']): ((value: number) => boolean) | undefined {
  if (kind !== 'int' && kind !== 'uint') return undefined;
  const beyond = (value: number): boolean => Math.abs(value) >= exactBelow;
  return dtype === 'f4' ? (value) => beyond(value) || Math.fround(value) !== value : beyond;
}

function roundedNotices({ header, name }: OpenedArray, dtype: ConvertSpec['dtype'], rounded: number): Notice[] {
  if (rounded === 0) return [];
  const [least, wider] = dtype === 'f4' ? ['2^24', '; --dtype f8 keeps those below 2^53'] : ['2^53', ''];
  const message = `${rounded.toLocaleString('en-US')} whole numbers of ${name} (dtype ${header.descr}) are ${least} and beyond, and were rounded to ${dtype === 'f4' ? 'float32' : 'float64'}: keep ${name} where their last digits count${wider}.`;
  return [{ code: 'integers-rounded', message }];
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function taken(target: string): LensError {
  return new LensError(
    'file-exists',
    `${fileName(target)} exists already; give another name, or --force to replace it.`,
  );
}

function writeError(error: unknown, target: string): unknown {
  if (error instanceof LensError || !(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'EEXIST') return taken(target);
  return new LensError(
    'file-unwritable',
    `${fileName(target)} cannot be written (${String(error.code)}); choose another place.`,
  );
}
