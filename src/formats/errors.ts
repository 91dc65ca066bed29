import { LensError } from '../facts/errors';
import type { FormatId } from '../facts/formats';

/** A file that is not readable as what it is, or says that it is: damaged, cut off, or something else altogether. */
export class FormatError extends LensError {
  constructor(format: FormatId, message: string) {
    super(`${format}-format`, message);
  }
}

/** An array whose elements are not plain numbers, or of a width that is not read. */
export class UnsupportedDtypeError extends LensError {
  constructor(message: string) {
    super('unsupported-dtype', message);
  }
}

/** A complex array where real numbers are needed; its header is readable all the same. */
export class ComplexValuesError extends LensError {
  constructor(name: string, descr: string) {
    super(
      'complex-values',
      `${name} holds complex numbers (dtype ${descr}), and similarity is defined on real ones; save np.abs(x), x.real or x.imag instead.`,
    );
  }
}

/** An array of texts where numbers are needed: labels and ids may be texts, layers may not. */
export class TextValuesError extends UnsupportedDtypeError {
  constructor(name: string, descr: string) {
    super(
      `${name} holds texts (dtype ${descr}), and similarity is defined on numbers; it can serve as labels or sample ids.`,
    );
  }
}

/** A choice of how elements are to be read that has no meaning for the elements that there are. */
export class MeaninglessAsError extends UnsupportedDtypeError {
  constructor(name: string, descr: string) {
    super(
      `${name} has the dtype ${descr}, which cannot be bfloat16 (two bytes an element: int16, uint16 or V2); leave --as bfloat16 out for it.`,
    );
  }
}

/** An array of another number of dimensions than the two of samples x features. */
export class WrongDimensionsError extends LensError {
  constructor(name: string, shape: readonly number[]) {
    const found = `${name} is ${shape.length}-dimensional, of shape (${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
    const advice =
      shape.length < 2
        ? 'save it with one row a sample, for one neuron as x.reshape(-1, 1)'
        : 'reshape it to two dimensions, for a map as x.reshape(len(x), -1) or as its mean over the spatial axes';
    super('wrong-dimensions', `${found}, and a comparison needs samples x features; ${advice}.`);
  }
}

/** A file that was modified, or became shorter, between being opened and being read. */
export class FileChangedError extends LensError {
  constructor(name: string, what = 'was modified') {
    super(
      'file-changed',
      `${name} ${what} while it was read, so no number of it can be trusted; run again when it is complete.`,
    );
  }
}

/** An array that this process cannot hold in memory as float64. */
export class TooLargeError extends LensError {
  constructor(name: string, bytes: number) {
    const size = `${(bytes / 2 ** 30).toFixed(1)} GiB`;
    super(
      'too-large',
      `${name} needs ${size} of memory as float64, more than could be had; save fewer samples or fewer neurons.`,
    );
  }
}

/** A run that was stopped on purpose. */
export class CancelledError extends LensError {
  constructor(name: string) {
    super('cancelled', `Reading ${name} was cancelled.`);
  }
}
