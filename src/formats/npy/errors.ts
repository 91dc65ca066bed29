import { FormatError } from '../errors';

/** A file that is not a readable .npy file: damaged, cut off, or something else altogether. */
export class NpyFormatError extends FormatError {
  constructor(message: string) {
    super('npy', message);
  }
}
