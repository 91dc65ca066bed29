import { formatNamed, textFormatNamed, type FormatId } from '../facts/formats';
import type { ByteSource } from './byteSource';
import type { Format } from './format';
import { hdf5 } from './hdf5/hdf5';
import { npy } from './npy/npy';
import { npz } from './npz/npz';
import { safetensors } from './safetensors/safetensors';
import { csv } from './text/csv';
import { txt } from './text/txt';
import { torch } from './torch/torch';

/** A reader for each format of the tables in src/facts/formats.ts, in their order. */
const readers: Record<FormatId, Format> = { npy, npz, safetensors, torch, hdf5, csv, txt };

const all = Object.values(readers);

/** Bytes of a file's beginning that tell its format. */
const toldBy = 128;

/**
 * The format of a file. As with numpy.load, what it begins with decides, not its name; the name does where that fits several formats, or none: what ends
 * as an archive is then a damaged one, and anything else is refused in the words of the first format.
 * @throws the errors of reading.
 */
export async function formatOf(file: ByteSource, name: string): Promise<Format> {
  const start = await file.slice(0, Math.min(toldBy, file.byteLength));
  const named = (formatNamed(name) ?? textFormatNamed(name))?.id;
  const fitting = all.filter((format) => format.recognises(start));
  return fitting.find(({ id }) => id === named) ?? fitting[0] ?? readers[named ?? all[0]!.id];
}
