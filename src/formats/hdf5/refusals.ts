import { byteSize } from '../../facts/byteSize';
import { describedType } from './datasetType';
import { filterName, unreadFilter } from './filters';
import type { Hdf5Object } from './library';

/** So much of a dataset may never have been written; of more than this, the file must be able to hold it. */
const mostUnwritten = 64 << 20;
/** Bytes that a byte of gzip can become. */
const mostGain = 1032;
/** The largest chunk that is unpacked: the library needs it whole, and twice. */
const largestChunk = 512 << 20;
/** As numpy has it. */
const mostAxes = 64;

/** Why an object of a file is not read, as a sentence goes on behind its name; undefined where it is. */
export function refusalOf(object: Hdf5Object, byteLength: number, fileBytes: number): string | undefined {
  if (object.kind === 'link')
    return `is a link to another file (${object.file}), which is not followed; give that file itself`;
  if (object.kind === 'problem') return `cannot be opened (${object.reason}); save it again`;
  const { type, shape, chunks, filters, sources } = object.dataset;
  const described = describedType(type);
  if ('refusal' in described) return described.refusal;
  if (!shape) return 'is empty: it has no shape and no elements; save an array';
  if (sources) {
    const files = sources.length > 0 ? ` (${sources.slice(0, 3).join(', ')}${sources.length > 3 ? ', ...' : ''})` : '';
    return `is a virtual dataset, put together from others${files} that are not opened; save its values as a dataset of their own`;
  }
  const unread = unreadFilter(filters);
  if (unread)
    return `is packed with ${filterName(unread)} (HDF5 filter ${unread.id}), which is not read here; save it again with compression="gzip", or with none`;
  if (shape.length > mostAxes) return `has ${shape.length} axes, and at most ${mostAxes} are read; save it again`;
  if (!Number.isSafeInteger(byteLength)) return 'has a shape of more elements than any file holds; save it again';
  if (byteLength > mostUnwritten && byteLength / mostGain > fileBytes)
    return `says that it has ${byteSize(byteLength)}, which cannot lie in a file of ${byteSize(fileBytes)}: most of it was never written; save it again`;
  const chunk = (chunks ?? []).reduce((product, length) => product * length, type.size);
  if (chunk > largestChunk)
    return `lies in chunks of ${byteSize(chunk)}, and at most ${byteSize(largestChunk)} is read at a time; save it in smaller chunks`;
  return undefined;
}
