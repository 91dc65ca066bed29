import type { Matrix } from '../../linalg/matrix';
import { once } from '../measures/once';
import type { SampleProducts } from '../samples/sampleProducts';
import { narrowedRows } from './narrowedRows';
import { ridgeFolds, type RidgeFold } from './ridgeFolds';

/** A side that predicts, and is predicted. */
export interface PredictingSide {
  /** Its centred samples, of no more columns than there are samples. */
  rows(): Matrix;
  /** Its five folds as predictors; undefined where the training samples of one are all the same. */
  folds(): RidgeFold[] | undefined;
}

/** What was made of a side's samples, as long as these are at hand: a side of many pairs is factored once. */
const remembered = new WeakMap<SampleProducts, PredictingSide>();

/** A side by its samples, five at least. `neurons`: all that it has, those that are constant included. */
export function predictingSide(products: SampleProducts, neurons: number): PredictingSide {
  const known = remembered.get(products);
  if (known) return known;
  const rows = once(() => narrowedRows(products.rows()));
  const folds = once(() => ridgeFolds(products.rows(), rows(), Math.max(neurons, products.rows().columns)));
  const side = { rows, folds };
  remembered.set(products, side);
  return side;
}
