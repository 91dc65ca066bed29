import { FormatError } from '../errors';

/** An archive that is not a readable .npz file, or a member that cannot be unpacked. */
export class NpzFormatError extends FormatError {
  constructor(message: string) {
    super('npz', message);
  }
}
