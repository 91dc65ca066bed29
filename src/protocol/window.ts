import type { ArrayAddress } from './arrayAddress';
import type { Resources } from './resources';

/** A part of an array that is to be shown: only its bytes are read, of a deflated member those before it as well. */
export interface WindowSpec {
  array: ArrayAddress;
  /** First index and the one after the last, for each axis of the array. */
  ranges: [number, number][];
  /** The axes that the result runs along, the slowest first; of every other axis the range holds one index. */
  axes: number[];
  /** Whether the elements are wanted as text, too. */
  texts: boolean;
  /** The memory that it may take, a part of what is inflated being kept for the next window. */
  resources?: Pick<Resources, 'memoryBytes'> | undefined;
}

/** The elements of a window, row-major along its axes. */
export interface WindowOutcome {
  /** NaN for complex numbers and texts. */
  values: Float64Array;
  /** As {@link WindowSpec.texts} asks: the shortest text that says the element exactly. */
  texts?: string[] | undefined;
}
