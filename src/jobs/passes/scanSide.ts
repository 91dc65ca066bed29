import { readPieces } from '../../formats/rows/readPieces';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { openUnchanged } from './runPass';

/** What looking at every element of a side tells. */
export interface Scan {
  /** The largest finite magnitude. */
  largest: number;
  /** Elements that are NaN or infinite. */
  nonFinite: number;
  /** Sample and neuron of the first of them, in the order of the file; undefined when there is none. */
  first: { sample: number; neuron: number } | undefined;
  /** One byte for each sample, 0 where it holds a NaN or an infinity. */
  finiteSamples: Uint8Array;
}

/** Reads a side through, in pieces; samples whose byte in `mask` is 0 are passed over. @throws the errors of reading. */
export async function scanSide(identity: SideIdentity, mask?: Uint8Array): Promise<Scan> {
  const { transposed, shape } = identity;
  const [rows, columns] = shape as [number, number];
  const finiteSamples = new Uint8Array(transposed ? columns : rows).fill(1);
  const scan: Scan = { largest: 0, nonFinite: 0, first: undefined, finiteSamples };
  const array = await openUnchanged(identity);
  try {
    for await (const { at: start, data } of readPieces(array.source, array.header, array.name)) {
      for (let at = start; at < start + data.length; at++) {
        const value = data[at - start]!;
        if (mask && mask[transposed ? at % columns : Math.floor(at / columns)] === 0) continue;
        // NaN and the infinities are the numbers whose difference to themselves is not 0.
        if (value - value === 0) {
          if (value > scan.largest) scan.largest = value;
          else if (-value > scan.largest) scan.largest = -value;
          continue;
        }
        const [row, column] = [Math.floor(at / columns), at % columns];
        const [sample, neuron] = transposed ? [column, row] : [row, column];
        scan.nonFinite++;
        scan.first ??= { sample, neuron };
        finiteSamples[sample] = 0;
      }
    }
    await array.prove();
  } finally {
    await array.close();
  }
  return scan;
}
