import { LensError } from '../../facts/errors';
import type { CanonicalDirection, DirectionsOutcome } from '../../protocol/pairExtras';
import type { Resources } from '../../protocol/resources';
import type { Jobs } from '../../protocol/jobs';
import { isZero } from '../../similarity/frequencies/complexCca';
import { complexDirections, type ComplexDirections } from '../../similarity/directions/complexDirections';
import { frequencyGrid, type Frequency } from '../../similarity/frequencies/frequencyGrid';
import type { ComplexColumns } from '../../similarity/frequencies/frequencyTransform';
import { leadingNeurons } from '../../similarity/directions/loadings';
import { allEnded } from '../allEnded';
import type { MapsPair } from '../arrays/mapsOfHeaders';
import { mapsOfPair, settlePair } from '../arrays/settlePair';
import type { Progress } from '../progress';
import { overFiniteSamples } from '../compare/compareFrequencies';
import { pairLoad, shareFrequencies } from '../compare/frequencyPlan';
import { roundedIn } from '../passes/roundedValues';
import { readFrequencies } from '../passes/runFrequencies';
import { colouring, comparedRows, neuronsListed, spread } from './shownSamples';
import { VariateView } from './variateView';

/**
 * The first canonical directions of two files of maps at one spatial frequency, (0, 0) unless another is asked for: complex CCA of the channels there.
 * Variates are the real parts of complex ones of variance 1, loadings and weights are magnitudes; weights are those of the means over positions
 * (the transform divided by height x width), so that (0, 0) is what average-pooled maps have. Each file is read once.
 * @throws LensError `frequency` for one that the maps do not share, `no-variance`, `memory-budget`, `label-count-mismatch`; LabelsError; what
 * settlePair, mapsOfPair and reading throw.
 */
export async function directionsAtFrequency(
  spec: Jobs['directions']['spec'],
  progress: Progress,
): Promise<DirectionsOutcome> {
  const { request, options, resources = {} } = spec;
  const settled = await settlePair(spec);
  const pair = mapsOfPair(settled, options);
  const { a, b } = pair;
  const grid = frequencyGrid(a.size, b.size);
  const at = request.frequency ?? [0, 0];
  const wanted = frequencyAt(at, grid);
  const colours = await colouring(spec, a.identity, a.name);
  const { found, samples, notices, mask } = await overFiniteSamples(pair, options, (kept) =>
    columnsAt(pair, grid, wanted, kept, resources, progress),
  );
  for (const side of ['a', 'b'] as const) {
    if (!isZero(found[side])) continue;
    throw new LensError(
      'no-variance',
      `Every channel of ${pair[side].name} is constant over the samples, but for rounding, at frequency ${at.join(', ')}: choose another frequency.`,
    );
  }
  const sides = JSON.stringify(a.identity) === JSON.stringify(b.identity) ? [a] : [a, b];
  const rounded = await allEnded(sides.map(({ identity, name }) => roundedIn({ identity, name, mask })));
  progress('comparing', 0.9);
  const names = { a: a.name, b: b.name };
  const directions = await complexDirections(found.a, found.b, names, request.count);
  const rows = comparedRows(mask, samples);
  const places = spread(samples, request.points);
  const classes = colours && Int32Array.from(rows, (row) => colours.of[row]!);
  const viewOf = (side: 'a' | 'b'): VariateView => {
    const view = new VariateView(places, directions.coefficients.length, classes, colours?.classNames.length ?? 0);
    view.add(directions[side].variates);
    return view;
  };
  return {
    samples,
    frequency: { at, height: grid.height, width: grid.width },
    shown: Array.from(places, (place) => rows[place]!),
    labels: classes ? Array.from(places, (place) => classes[place]!) : null,
    classNames: colours?.classNames ?? null,
    directions: described(directions, pair, { a: viewOf('a'), b: viewOf('b') }),
    notices: [...settled.decided, ...notices, ...rounded.flat(), ...(colours?.notices ?? [])],
  };
}

/** The place of a frequency in cycles a map, vertical and horizontal. @throws LensError `frequency`. */
function frequencyAt(
  [vertical, horizontal]: readonly [number, number],
  { height, width }: { height: number; width: number },
): Frequency {
  const lowest = (count: number): number => -Math.floor(count / 2);
  const highest = (count: number): number => lowest(count) + count - 1;
  const within = (value: number, count: number): boolean => value >= lowest(count) && value <= highest(count);
  if (!within(vertical, height) || !within(horizontal, width)) {
    throw new LensError(
      'frequency',
      `The maps have vertical frequencies from ${lowest(height)} to ${highest(height)} and horizontal ones from ${lowest(width)} to ${highest(width)} in common, and ${vertical}, ${horizontal} is none of them.`,
    );
  }
  const place = (value: number, count: number): number => (value < 0 ? value + count : value);
  return { i: place(vertical, height), j: place(horizontal, width) };
}

async function columnsAt(
  { a, b }: MapsPair,
  grid: { height: number; width: number },
  wanted: Frequency,
  mask: Uint8Array | undefined,
  resources: Resources,
  progress: Progress,
): Promise<{ a: ComplexColumns; b: ComplexColumns }> {
  const samples = a.identity.shape[0]!;
  // It is computed here, in one thread: this asks whether it fits.
  shareFrequencies(pairLoad(a, b, samples, 1), 1, resources);
  const rows = 2 * samples;
  let done = 0;
  const read = async (side: typeof a): Promise<ComplexColumns> => {
    const share = { grid, wanted: [wanted], mask };
    const { columns } = await readFrequencies(side, share, (count) =>
      progress(`reading ${side.name}`, (0.85 * (done += count)) / rows),
    );
    return columns[0]!;
  };
  return { a: await read(a), b: await read(b) };
}

function described(
  { coefficients, a, b }: ComplexDirections,
  pair: MapsPair,
  views: { a: VariateView; b: VariateView },
): CanonicalDirection[] {
  const neurons = (side: ComplexDirections['a'], { size }: MapsPair['a'], k: number) =>
    leadingNeurons(side.loadings, side.weights, k, neuronsListed).map(({ neuron, loading, weight }) => ({
      neuron,
      loading,
      weight: weight * size.height * size.width,
    }));
  return Array.from(coefficients, (correlation, k) => ({
    index: k,
    correlation,
    a: views.a.shown(k),
    b: views.b.shown(k),
    neuronsA: neurons(a, pair.a, k),
    neuronsB: neurons(b, pair.b, k),
    byClass: views.a.byClass(k, views.b),
  }));
}
