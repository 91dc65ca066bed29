import { LensError } from '../../facts/errors';
import { block } from '../../linalg/blocks';
import type { Matrix } from '../../linalg/matrix';
import type { CanonicalDirection, DirectionsOutcome } from '../../protocol/pairExtras';
import type { Jobs } from '../../protocol/jobs';
import { canonicalDirections, type PairDirections, type SideDirections } from '../../similarity/directions/directions';
import { leadingNeurons, loadings } from '../../similarity/directions/loadings';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import { comparePair } from '../compare/compareArrays';
import type { Progress } from '../progress';
import type { Engine } from '../engine';
import type { FilePair } from '../passes/filePair';
import { directionsAtFrequency } from './directionsAtFrequency';
import { colouring, comparedRows, neuronsListed, spread } from './shownSamples';
import { streamVariates } from './streamVariates';
import { VariateView } from './variateView';

/**
 * The first canonical directions of a pair of files: variates of both sides at no more than `points` samples, spread evenly; the neurons that
 * carry each; and, with labels, mean and spread of each class over all samples. It is plain CCA whatever epsilon says. Files are read once more
 * for the variates, in blocks. Maps by frequency (dft): see directionsAtFrequency.
 * @throws what compareArrays throws; TooFewSamplesError; LabelsError; LensError `label-count-mismatch`.
 */
export async function directionsOfPair(
  spec: Jobs['directions']['spec'],
  progress: Progress,
  engine?: Engine,
): Promise<DirectionsOutcome> {
  const { request } = spec;
  // It is never chosen for anybody: only who asks for frequencies has them.
  if (spec.options.recipe?.conv === 'dft') return directionsAtFrequency(spec, progress);
  if (request.frequency !== undefined)
    throw new LensError('recipe-mismatch', 'A frequency is chosen for maps by frequency alone; choose dft as well.');
  const options = { ...spec.options, measures: ['cca' as const], epsilon: 0 };
  const compared = await comparePair({ ...spec, options }, (phase, share) => progress(phase, 0.7 * share), engine);
  const { factors } = compared;
  const pair: FilePair = { ...compared.pair, mask: await compared.mask() };
  const rows = comparedRows(pair.mask, factors.samples);
  const colours = await colouring(spec, pair.a, pair.names.a);
  const classes = colours && Int32Array.from(rows, (row) => colours.of[row]!);
  const directions = firstOf(canonicalDirections(factors), request.count);
  const places = spread(factors.samples, request.points);
  const viewOf = async (side: 'a' | 'b', from: number): Promise<VariateView> => {
    const count = directions.coefficients.length;
    const view = new VariateView(places, count, classes, colours?.classNames.length ?? 0);
    for await (const variates of streamVariates(pair, side, directions[side])) {
      view.add(variates);
      progress(`reading ${pair.names[side]} along its directions`, from + (0.15 * view.samples) / factors.samples);
    }
    return view;
  };
  const views = { a: await viewOf('a', 0.7), b: await viewOf('b', 0.85) };
  return {
    samples: factors.samples,
    shown: Array.from(places, (place) => rows[place]!),
    labels: classes ? Array.from(places, (place) => classes[place]!) : null,
    classNames: colours?.classNames ?? null,
    directions: described(factors, directions, views),
    notices: [...compared.report.warnings, ...(colours?.notices ?? [])],
  };
}

function described(
  factors: PairFactors,
  directions: PairDirections,
  views: { a: VariateView; b: VariateView },
): CanonicalDirection[] {
  const loadingA = loadings(factors.a, directions.a.rotation);
  const loadingB = loadings(factors.b, directions.b.rotation);
  return Array.from(directions.coefficients, (correlation, k) => ({
    index: k,
    correlation,
    a: views.a.shown(k),
    b: views.b.shown(k),
    neuronsA: leadingNeurons(loadingA, directions.a.weights, k, neuronsListed),
    neuronsB: leadingNeurons(loadingB, directions.b.weights, k, neuronsListed),
    byClass: views.a.byClass(k, views.b),
  }));
}

function firstOf({ coefficients, a, b }: PairDirections, wanted: number): PairDirections {
  const count = Math.min(wanted, coefficients.length);
  const first = (A: Matrix): Matrix => block(A, 0, A.rows, 0, count);
  const cut = ({ weights, mean, rotation }: SideDirections): SideDirections => ({
    weights: first(weights),
    mean,
    rotation: first(rotation),
  });
  return { coefficients: coefficients.subarray(0, count), a: cut(a), b: cut(b) };
}
