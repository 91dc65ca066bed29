import type { MeasureName } from '../../facts/measures';
import type { CalibrateChoice, CompareOptions } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import type { Resources } from '../../protocol/resources';
import { needsSamples } from '../../similarity/measures/wanted';
import type { MeasureKernel } from '../../similarity/measures/kernel';
import { allEnded } from '../allEnded';
import type { ComparedPair } from '../compare/comparedPair';
import type { Engine } from '../engine';
import type { Executor } from '../pool/executor';
import type { Progress } from '../progress';
import { holdPairFor } from '../trust/holdPair';
import { readPair } from '../trust/readPair';
import { rowsPerSample } from '../trust/rowsPerSample';
import type { Permuted } from './permutedTask';
import { permutedProducts } from './permutedProducts';

/** What permuting a pair comes to. */
export interface PermutedPair {
  /** By score, the likeness of the pair itself and then that of each permutation; null where one is not defined. */
  scores: Record<string, (number | null)[]>;
  notices: Notice[];
}

/** Something to permute, and who does it. */
interface Part {
  permuted: Permuted;
  /** Whole samples. */
  samples: number;
  executor: Executor;
}

/**
 * The scores of a compared pair and of so many permutations of the whole samples of side b, of every measure that its report has. Those that the bases' product
 * decides are of the samples that the memory holds, read once more; the others of those that they were measured of.
 * @throws LensError `recipe-mismatch`, `memory-budget`; TooFewSamplesError; NotConvergedError; errors of reading; HeavyJob.
 */
export async function permutePair(
  compared: ComparedPair,
  options: CompareOptions,
  { permutations, seed }: CalibrateChoice,
  { resources, progress, engine }: { resources: Resources; progress: Progress; engine: Engine },
): Promise<PermutedPair> {
  const { report, pair } = compared;
  const measured = engine.measures.filter(
    ({ facts }) => facts.scores.length > 0 && report[facts.id as MeasureName] !== undefined,
  );
  const ofBases = measured.filter(({ facts, permuted }) => !permuted && !needsSamples(facts));
  const rows = rowsPerSample(pair);
  const mask = await compared.mask();
  const notices: Notice[] = [];
  const parts: Part[] = [];
  if (ofBases.length > 0) {
    progress('reading samples', 0);
    const apart = ofBases.some(({ facts }) => facts.scores.some(({ bySample }) => bySample));
    const held = { mask, rowsPerSample: rows, seed, passes: permutations, apart, asked: undefined };
    const read = await readPair(pair, held, resources);
    progress('factoring samples', 0.02);
    const asked = { ofCut: ofBases.every(({ facts }) => facts.ofCut), rows: false, bySample: apart };
    const measures = ofBases.map(nameOf);
    const permuted: Permuted = { kind: 'bases', pair: holdPairFor(read, asked, options), measures };
    parts.push({ permuted, samples: read.samples, executor: await engine.executor(read.workers) });
    notices.push(
      ...read.notices.map((notice) => ({ ...notice, message: drawnMessage(read.samples, report.samples / rows) })),
    );
  }
  const others = measured.filter(({ permuted }) => permuted);
  const products = await permutedProducts(compared, others, { rows, mask, resources, engine });
  parts.push(...products.parts);
  notices.push(...products.notices);
  const scores = await drawAll(parts, { options, permutations, seed }, progress);
  return { scores, notices };
}

function nameOf({ facts }: MeasureKernel<unknown>): MeasureName {
  return facts.id as MeasureName;
}

function drawnMessage(held: number, all: number): string {
  return `Calibrated scores are of ${held.toLocaleString('en-US')} samples, drawn from ${Math.round(all).toLocaleString('en-US')} as many as the memory budget holds: raise it (setting ccaLens.memoryBudget, or --memory).`;
}

/** The scores of all parts at all places, each part shared out evenly: what a place costs is the same at each. */
async function drawAll(
  parts: readonly Part[],
  { options, permutations, seed }: { options: CompareOptions; permutations: number; seed: number },
  progress: Progress,
): Promise<PermutedPair['scores']> {
  const places = permutations + 1;
  let done = 0;
  const onPlaces = (count: number): void => {
    const share = (done += count) / (places * parts.length);
    progress(`permuting samples, ${Math.floor(share * permutations)} of ${permutations}`, 0.05 + 0.95 * share);
  };
  const found = await allEnded(
    parts.map(async ({ permuted, samples, executor }) => {
      const size = Math.ceil(places / executor.workers);
      const starts = Array.from({ length: Math.ceil(places / size) }, (_, i) => i * size);
      const shares = await allEnded(
        starts.map((from) => {
          const some = { seed, samples, from, to: Math.min(places, from + size) };
          return executor.run('permutedScores', { permuted, places: some, options }, onPlaces);
        }),
      );
      const ids = Object.keys(shares[0]!);
      return ids.map((id) => [id, shares.flatMap((share) => share[id]!)] as const);
    }),
  );
  return Object.fromEntries(found.flat());
}
