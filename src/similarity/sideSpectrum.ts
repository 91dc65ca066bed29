import { singularValues } from '../linalg/svd';
import { factorWideAlone } from './dualRoute';
import { workHere } from './factorPair';
import { factorSideAlone, transformOf } from './primalRoute';
import { numericalRank } from './rank';
import type { RowPasses } from './rowPasses';
import type { SideFactors } from './sideFactors';
import { withSpectrum } from './spectrum';

/**
 * One side by itself with its singular values and rank: from its covariance or the factor of it where those are accurate, from the triangle of a QR
 * decomposition over the stream of rows where neurons depend on each other, and from samples x samples where it has no fewer neurons.
 * @param passes side a is the one.
 * @param name the side, for messages.
 * @throws NoVarianceError, NonFiniteError, NotConvergedError, and what the passes throw.
 */
export async function sideSpectrum(passes: RowPasses, name: string): Promise<SideFactors> {
  const { samples } = passes;
  let varying: Int32Array | undefined;
  if (passes.features.a >= samples) {
    const wide = await factorWideAlone(passes, 'a', name);
    if ('side' in wide) return wide.side;
    ({ varying } = wide);
  }
  const side = withSpectrum(await factorSideAlone(passes, 'a', name, workHere(samples), varying), { values: true });
  if (side.singularValues) return side;
  const { triangle } = await passes.sum({ a: transformOf(side) }, { kind: 'triangle' }, 0.6);
  const values = singularValues(triangle!);
  const { features, uncentredNorm } = side;
  return { ...side, singularValues: values, rank: numericalRank(values, { samples, features, uncentredNorm }) };
}
