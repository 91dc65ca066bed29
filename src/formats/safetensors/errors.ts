import { FormatError } from '../errors';

/** A file that is not a readable .safetensors file: damaged, cut off, made to deceive, or something else altogether. */
export class SafetensorsFormatError extends FormatError {
  constructor(message: string) {
    super('safetensors', message);
  }
}
