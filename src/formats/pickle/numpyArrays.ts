import { elementCount } from '../header';
import { PickleError } from './errors';
import { countsOf, isKind, itemsOf, type LongText, type Made, type PickledBytes, type PickleValue } from './values';

/** A numpy array in a pickle. */
export interface NumpyArray {
  type: 'ndarray';
  /** numpy's description of its elements. */
  descr: string;
  shape: number[];
  /** From element to element along each axis, in elements: they lie side by side, in any order of the axes. */
  strides: number[];
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
      const [first] = args;
      // Types of other packages (ml_dtypes) are named by their class; who opens the array refuses them by it.
      const code = isKind(first, 'global') ? first.name : first;
      if (typeof code !== 'string') throw damaged();
      return made({ type: 'dtype', code: code.replace(/^[<>=|]/, ''), order: /^[<>]/.exec(code)?.[0] ?? '|' });
    }
    case 'numpy.core.numeric._frombuffer': {
      const [data, dtype, shape, order, axes] = args;
      return made(arrayOf({ shape, dtype, fortran: order === 'F', axes: order === 'K' ? axes : undefined, data }));
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
  /** Since numpy 2.3: the axes of the array, by their places among those that it is stored with. */
  axes?: PickleValue | undefined;
  data: PickleValue | undefined;
}): NumpyArray {
  const stored = countsOf(state.shape);
  const order = stored && (state.axes === undefined ? stored.map((_, axis) => axis) : countsOf(state.axes));
  const descr = descrOf(state.dtype);
  if (
    !stored ||
    descr === undefined ||
    order?.length !== stored.length ||
    !stored.every((_, axis) => order.includes(axis))
  )
    throw damaged();
  const { data, fortran } = state;
  // Elements that are Python objects lie in a list; who opens the array refuses them by their type.
  const bytes = typeof data === 'string' || isKind(data, 'bytes') || isKind(data, 'text') ? data : '';
  const strides = stored.map((_, axis) => elementCount(fortran ? stored.slice(0, axis) : stored.slice(axis + 1)));
  const along = (of: readonly number[]): number[] => order.map((axis) => of[axis]!);
  return { type: 'ndarray', descr, shape: along(stored), strides: along(strides), data: bytes };
}

function descrOf(dtype: PickleValue | undefined): string | undefined {
  if (isKind(dtype, 'unknown')) return `|${dtype.name}`;
  const what = isKind(dtype, 'made') ? (dtype.what as NumpyDtype) : undefined;
  return what?.type === 'dtype' ? `${what.order}${what.code}` : undefined;
}

function made(what: NumpyArray | Unset | NumpyDtype): Made {
  return { kind: 'made', what };
}

function damaged(): PickleError {
  return new PickleError('an array of numpy in it has no shape or type');
}
