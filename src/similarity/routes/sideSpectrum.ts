import { svd } from '../../linalg/svd';
import { factorWideAlone } from './dualRoute';
import { workHere } from './factorPair';
import { factorSideAlone, transformOf } from './primalRoute';
import { countDirections } from './rank';
import { roundingLevels } from './rounding';
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
  if (passes.neurons.a >= samples) {
    const wide = await factorWideAlone(passes, 'a', name);
    if ('side' in wide) return wide.side;
    ({ varying } = wide);
  }
  const side = withSpectrum(await factorSideAlone(passes, 'a', name, workHere(samples), varying), { values: true });
  if (side.singularValues) return side;
  const { triangle } = await passes.sum({ a: transformOf(side) }, { kind: 'triangle' }, 0.6);
  const { S, V } = svd(triangle!);
  const counted = countDirections(side, samples, S, roundingLevels(V, { ...side, samples }));
  return { ...side, ...counted, singularValues: S, valuesFrom: 'triangle' };
}
