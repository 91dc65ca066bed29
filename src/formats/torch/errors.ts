import { FormatError } from '../errors';

/** A file that is not a readable one of torch.save: damaged, cut off, made to deceive, or something else altogether. */
export class TorchFormatError extends FormatError {
  constructor(message: string) {
    super('torch', message);
  }
}
