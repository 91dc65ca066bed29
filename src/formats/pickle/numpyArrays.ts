import { PickleError } from './errors';
import { countsOf, isKind, itemsOf, type LongText, type Made, type PickledBytes, type PickleValue } from './values';

/** A numpy array in a pickle. */
export interface NumpyArray {
  type: 'ndarray';
  /** numpy's description of its elements. */
  descr: string;
  shape: number[];
  fortranOrder: boolean;
  /** Its elements: bytes of the pickle, or a text whose characters they are. */
  data: PickledBytes | LongText | string;
}

/** An array that has no state yet, or one whose elements are Python objects. */
interface Unset {
  type: 'ndarray';
  descr?: undefined;
}

interface NumpyDtype {
  type: 'dtype';
  /** Without the byte order: `f8`. */
  code: string;
  order: string;
}

/** An array in a pickle. @returns undefined for any other value, and for an array that was never given its state. */
export function numpyArrayOf(value: PickleValue): NumpyArray | undefined {
  const what = isKind(value, 'made') ? (value.what as NumpyArray | Unset | NumpyDtype) : undefined;
  return what?.type === 'ndarray' && what.descr !== undefined ? what : undefined;
}

/** What numpy's constructors make; undefined for any other name. @throws PickleError where they are given something else than they take. */
export function makeNumpy(given: string, args: readonly PickleValue[]): PickleValue | undefined {
  switch (given.replace(/^numpy\._core\./, 'numpy.core.')) {
    case 'numpy.core.multiarray._reconstruct':
    case 'numpy.ndarray':
      return made({ type: 'ndarray' });
    case 'numpy.dtype': {
      const [code] = args;
      if (typeof code !== 'string') throw damaged();
      return made({ type: 'dtype', code: code.replace(/^[<>=|]/, ''), order: /^[<>]/.exec(code)?.[0] ?? '|' });
    }
    case 'numpy.core.numeric._frombuffer': {
      const [data, dtype, shape, order] = args;
      return made(arrayOf({ shape, dtype, fortran: order === 'F', data }));
    }
    // A single number, not an array.
    case 'numpy.core.multiarray.scalar':
      return null;
  }
  return undefined;
}

/** Gives an array or an element type of numpy its state. @returns whether the value is one. @throws PickleError as makeNumpy's. */
export function buildNumpy(value: Made, state: PickleValue): boolean {
  const what = value.what as NumpyArray | Unset | NumpyDtype;
  const items = itemsOf(state) ?? [];
  if (what.type === 'dtype') {
    const order = items[1];
    if (typeof order === 'string' && /^[<>|=]$/.test(order)) what.order = order;
    return true;
  }
  if (what.type !== 'ndarray') return false;
  const [shape, dtype, fortran, data] = items.slice(-4);
  Object.assign(what, arrayOf({ shape, dtype, fortran: fortran === true || fortran === 1, data }));
  return true;
}

/** @throws PickleError. */
function arrayOf(state: {
  shape: PickleValue | undefined;
  dtype: PickleValue | undefined;
  fortran: boolean;
  data: PickleValue | undefined;
}): NumpyArray {
  const shape = countsOf(state.shape);
  const dtype = isKind(state.dtype, 'made') ? (state.dtype.what as NumpyDtype) : undefined;
  if (!shape || dtype?.type !== 'dtype') throw damaged();
  const { data } = state;
  // Elements that are Python objects lie in a list; who opens the array refuses them by their type.
  const bytes = typeof data === 'string' || isKind(data, 'bytes') || isKind(data, 'text') ? data : '';
  const descr = `${dtype.order}${dtype.code}`;
  return { type: 'ndarray', descr, shape, fortranOrder: state.fortran, data: bytes };
}

function made(what: NumpyArray | Unset | NumpyDtype): Made {
  return { kind: 'made', what };
}

function damaged(): PickleError {
  return new PickleError('an array of numpy in it has no shape or type');
}
