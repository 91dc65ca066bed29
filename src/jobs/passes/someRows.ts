import { widthOf, type RowTransform } from '../../linalg/accumulator';
import { matrix, type Matrix } from '../../linalg/matrix';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { profileTaker, type SampleProfile } from '../../similarity/samples/sampleProfile';
import { rowReader, type RowReader } from './rowReader';
import { openUnchanged } from './runPass';

/** Squared norms of a side's transformed rows (not whitened), one a row; 0 where the byte in `mask` is. @throws FileChangedError, errors of reading. */
export function rowNorms(
  identity: SideIdentity,
  transform: RowTransform,
  mask: Uint8Array | undefined,
): Promise<Float64Array> {
  const { scaleExponent, shift, offset, columns } = transform;
  const factor = 2 ** -scaleExponent;
  const kept = columns ?? Int32Array.from({ length: widthOf(transform) }, (_, j) => j);
  return reading(identity, async (reader) => {
    const norms = new Float64Array(reader.rows);
    await eachRow(reader, mask, (values, at, step, i) => {
      let sum = 0;
      for (const j of kept) {
        const value = values.getFloat64(at + j * step, true);
        sum += (value * factor - shift[j]! - offset[j]!) ** 2;
      }
      norms[i] = sum;
    });
    return norms;
  });
}

/**
 * The profile of a side's rows whose byte in `mask` is not 0: those that take part. `mean`: of each neuron, in units of 2^scaleExponent. @throws FileChangedError,
 * errors of reading.
 */
export function rowProfile(
  identity: SideIdentity,
  mask: Uint8Array | undefined,
  mean: Float64Array,
  scaleExponent: number,
): Promise<SampleProfile> {
  return reading(identity, async (reader) => {
    const samples = mask ? mask.reduce((sum, flag) => sum + flag, 0) : reader.rows;
    const { add, profile } = profileTaker(samples, mean, scaleExponent);
    const row = new Float64Array(reader.width);
    await eachRow(reader, mask, (values, at, step) => {
      for (let j = 0; j < row.length; j++) row[j] = values.getFloat64(at + j * step, true);
      add(row);
    });
    return profile;
  });
}

/** Rows of a side by their places, as they are stored. @throws FileChangedError, errors of reading. */
export function readPlaces(identity: SideIdentity, places: readonly number[]): Promise<Matrix> {
  return reading(identity, async (reader) => {
    const X = matrix(places.length, reader.width);
    for (const [at, place] of places.entries()) {
      const { bytes, columnStep } = await reader.read(place, place + 1);
      const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let j = 0; j < X.columns; j++) X.data[at * X.columns + j] = values.getFloat64(j * columnStep, true);
    }
    return X;
  });
}

/** What is made of a side's file while it is open, its rows read as float64. */
async function reading<Made>(identity: SideIdentity, make: (reader: RowReader) => Promise<Made>): Promise<Made> {
  const array = await openUnchanged(identity);
  try {
    return await make(rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8'])));
  } finally {
    await array.close();
  }
}

/** Every row whose byte in `mask` is not 0, in order: its values lie `step` bytes behind each other from `at` on, until the next block is read. */
async function eachRow(
  reader: RowReader,
  mask: Uint8Array | undefined,
  take: (values: DataView, at: number, step: number, i: number) => void,
): Promise<void> {
  for (let from = 0; from < reader.rows; from += reader.rowsAtOnce) {
    const to = Math.min(reader.rows, from + reader.rowsAtOnce);
    const { bytes, rowStep, columnStep } = await reader.read(from, to);
    const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = from; i < to; i++) {
      if (mask?.[i] !== 0) take(values, (i - from) * rowStep, columnStep, i);
    }
  }
}
