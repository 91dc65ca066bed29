import type { FormatFacts } from '../../facts/formats';
import type { PythonPiece } from '../../facts/python/piece';
import { readArrayPiece, readBfloat16Piece, readEitherPiece } from './readArray';
import { readColumnPiece } from './readColumn';
import { readHdf5Piece } from './readHdf5';
import { readSafetensorsPiece } from './readSafetensors';
import { readTorchPiece } from './readTorch';

/** A function of Python that reads an array, called with a path and the name of an array in it. */
interface Reader {
  name: string;
  piece: PythonPiece;
}

/** In place of a dtype: the header may have any. */
export const untold = 'untold';

/** Whether a header names a type that numpy does not know. */
export function isBfloat16(dtype: string | undefined): boolean {
  return dtype === 'bfloat16' || dtype === 'BF16';
}

/** Reads what numpy.load does not; a reader of its own widens bfloat16 by itself. */
const others: Record<Exclude<FormatFacts['python'], 'numpy'>, Reader> = {
  hdf5: { name: 'read_hdf5', piece: readHdf5Piece },
  safetensors: { name: 'read_safetensors', piece: readSafetensorsPiece },
  text: { name: 'read_column', piece: readColumnPiece },
  torch: { name: 'read_torch', piece: readTorchPiece },
};

/** What reads a file. @param dtype as the header of the array has it, or {@link untold}. */
export function readerOf(python: FormatFacts['python'], dtype: string | undefined): Reader {
  if (python !== 'numpy') return others[python];
  if (isBfloat16(dtype)) return { name: 'read_bfloat16', piece: readBfloat16Piece };
  if (dtype === untold) return { name: 'read_either', piece: readEitherPiece };
  return { name: 'read_array', piece: readArrayPiece };
}
