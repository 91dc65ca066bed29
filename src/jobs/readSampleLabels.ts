import { readFile } from 'node:fs/promises';
import { LensError } from '../errors';
import { readRows } from '../npy/readRows';
import type { ArrayAddress } from '../protocol/worker';
import { fileName } from './fileBytes';
import { fileError } from './fileErrors';
import { openArray } from './openArray';

/** The class of each sample. */
export interface SampleLabels {
  /** Classes, counted from 0. */
  of: Int32Array;
  /** At least as many as there are classes. */
  classNames: string[];
  /** The file as people know it. */
  name: string;
}

/** More classes than this are not classes but numbers. */
const mostClasses = 100_000;

/**
 * Labels from an integer vector (n) or (n, 1), or a one-hot matrix (n, classes); `names`: a text with one class name a line, or a JSON list.
 * @throws LensError `labels-unfit`; the errors of opening and reading.
 */
export async function readSampleLabels(
  address: ArrayAddress,
  { names }: { names?: string | undefined } = {},
): Promise<SampleLabels> {
  const { name, of } = await readClasses(address);
  const count = of.reduce((most, value) => Math.max(most, value + 1), 0);
  if (names === undefined) return { name, of, classNames: Array.from({ length: count }, (_, i) => String(i)) };
  const classNames = await readNames(names);
  if (classNames.length >= count) return { name, of, classNames };
  throw unfit(
    `${fileName(names)} names ${classNames.length} classes and ${name} holds ${count}: give one name for each class.`,
  );
}

async function readClasses(address: ArrayAddress): Promise<{ name: string; of: Int32Array }> {
  const array = await openArray(address);
  try {
    const { header, name, source } = array;
    const [rows = 0, width = 1] = header.shape;
    if (header.shape.length < 1 || header.shape.length > 2 || rows === 0 || width === 0) {
      throw unfit(
        `${name} is of shape (${header.shape.join(', ')}), and labels are one whole number for each sample, or a one-hot matrix.`,
      );
    }
    const of = new Int32Array(rows);
    for await (const { start, rows: count, data } of readRows(source, header, name)) {
      for (let i = 0; i < count; i++) {
        of[start + i] = width === 1 ? classOf(data[i]!, start + i, name) : hotOf(data, i, width, start + i, name);
      }
    }
    return { name, of };
  } finally {
    await array.close();
  }
}

function classOf(value: number, sample: number, name: string): number {
  if (Number.isInteger(value) && value >= 0 && value < mostClasses) return value;
  throw unfit(
    `${name} holds ${value} at sample ${sample}, and a label is a whole number from 0 to ${mostClasses - 1}: give the class of each sample.`,
  );
}

function hotOf(data: Float64Array, row: number, width: number, sample: number, name: string): number {
  const values = data.subarray(row * width, (row + 1) * width);
  const hot = values.indexOf(1);
  if (hot >= 0 && values.every((value, j) => value === (j === hot ? 1 : 0))) return hot;
  throw unfit(
    `${name} is not one-hot at sample ${sample} (a single 1 among zeros): give the class of each sample as a whole number.`,
  );
}

async function readNames(path: string): Promise<string[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw fileError(error, fileName(path));
  }
  if (!/\.json$/i.test(path)) {
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    while (lines.at(-1) === '') lines.pop();
    return lines;
  }
  try {
    const names: unknown = JSON.parse(text);
    if (Array.isArray(names) && names.every((each) => typeof each === 'string')) return names;
  } catch {
    // Told below, as any other content that is no list of names.
  }
  throw unfit(`${fileName(path)} is not a JSON list of class names.`);
}

function unfit(message: string): LensError {
  return new LensError('labels-unfit', message);
}
