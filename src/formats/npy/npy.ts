import type { ArrayFormat } from '../format';
import { readHeader } from './header';

/** Files as numpy.save writes them. */
export const npy: ArrayFormat = {
  id: 'npy',
  // The first two of \x93NUMPY: what goes on otherwise is a damaged file of this format.
  recognises: ([first, second]) => first === 0x93 && second === 0x4e,
  async open(file, name, { as }) {
    return { header: await readHeader(file, name, as), source: file };
  },
};
