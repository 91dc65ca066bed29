import { FormatError } from '../errors';

/** A file that is not a readable HDF5 file, or a dataset in one that cannot be read. */
export class Hdf5FormatError extends FormatError {
  constructor(message: string) {
    super('hdf5', message);
  }
}
