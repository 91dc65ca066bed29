import { LensError, faultOf } from '../../facts/errors';
import { joinedWords } from '../../facts/joinedWords';
import type { MeasureName } from '../../facts/measures';
import type { CalibrateChoice, CompareOptions } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import type { Resources } from '../../protocol/resources';
import { needsSamples } from '../../similarity/measures/wanted';
import type { MeasureKernel } from '../../similarity/measures/kernel';
import { allEnded } from '../allEnded';
import type { ComparedPair } from '../compare/comparedPair';
import type { Engine } from '../engine';
import type { Progress } from '../progress';
import { holdPairFor } from '../trust/holdPair';
import { readPair } from '../trust/readPair';
import { rowsPerSample } from '../trust/rowsPerSample';
import { notCalibrated } from './notCalibrated';
import type { PermutedPart } from './permutedPart';
import { partsOfProducts } from './partsOfProducts';

/** What permuting a pair comes to. */
export interface PermutedPair {
  /** By score, the likeness of the pair itself and then that of each permutation; null where one is not defined. */
  scores: Record<string, (number | null)[]>;
  notices: Notice[];
}

interface Work {
  resources: Resources;
  progress: Progress;
  engine: Engine;
}

/**
 * The scores of a compared pair and of so many permutations of the whole samples of side b, of every measure that its report has. Those that the bases' product
 * decides are of the samples that the memory holds, read once more; the others of those that they were measured of. What cannot be permuted has a remark.
 * @throws NotConvergedError; errors of reading; HeavyJob.
 */
export async function permutePair(
  compared: ComparedPair,
  options: CompareOptions,
  choice: CalibrateChoice,
  work: Work,
): Promise<PermutedPair> {
  const { report, pair } = compared;
  const measured = work.engine.measures.filter(
    ({ facts }) => facts.scores.length > 0 && report[facts.id as MeasureName] !== undefined,
  );
  const ofBases = measured.filter(({ facts, permuted }) => !permuted && !needsSamples(facts));
  const rows = await orRefused(() => rowsPerSample(pair));
  const mask = await compared.mask();
  const bases = await partOfBases(compared, ofBases, { ...work, options, rows, mask, choice });
  const others = measured.filter(({ permuted }) => permuted);
  const products = await partsOfProducts(compared, others, { ...work, rows, mask: mask !== undefined });
  const scores = await drawAll([...bases.parts, ...products.parts], options, choice, work.progress);
  return { scores, notices: [...bases.notices, ...products.notices] };
}

/** What is permuted of measures that the bases' product decides: all of it at once. */
async function partOfBases(
  { report, pair }: ComparedPair,
  kernels: readonly MeasureKernel<unknown>[],
  {
    options,
    rows,
    mask,
    choice: { permutations, seed },
    resources,
    progress,
    engine,
  }: Work & {
    options: CompareOptions;
    rows: number | Notice;
    mask: Uint8Array | undefined;
    choice: CalibrateChoice;
  },
): Promise<{ parts: PermutedPart[]; notices: Notice[] }> {
  if (kernels.length === 0) return { parts: [], notices: [] };
  const refused = ({ message }: Notice) => ({
    parts: [],
    notices: [notCalibrated(joinedWords(kernels.map(({ facts }) => facts.title)), message)],
  });
  if (typeof rows !== 'number') return refused(rows);
  progress('reading samples', 0);
  const bySample = kernels.some(({ facts }) => facts.scores.some((score) => score.bySample));
  const held = { mask, rowsPerSample: rows, seed, passes: permutations, apart: bySample, asked: undefined };
  const read = await orRefused(() => readPair(pair, held, resources));
  if ('code' in read) return refused(read);
  progress('factoring samples', 0.02);
  const asked = { ofCut: kernels.every(({ facts }) => facts.ofCut), rows: false, bySample };
  const part: PermutedPart = {
    permuted: {
      kind: 'bases',
      pair: holdPairFor(read, asked, options),
      measures: kernels.map(({ facts }) => facts.id as MeasureName),
    },
    samples: read.samples,
    executor: await engine.executor(read.workers),
  };
  const of = Math.round(report.samples / rows);
  return {
    parts: [part],
    notices: read.notices.map(({ code }) => ({ code, message: drawnMessage(read.samples, of) })),
  };
}

/** What is found, or why it is not, where that is for what permuting asks beyond comparing: whole samples, and memory to hold them. */
async function orRefused<T>(find: () => T | Promise<T>): Promise<T | Notice> {
  try {
    return await find();
  } catch (error) {
    const codes = ['recipe-mismatch', 'memory-budget', 'too-few-samples'];
    if (error instanceof LensError && codes.includes(error.code)) return faultOf(error);
    throw error;
  }
}

function drawnMessage(held: number, of: number): string {
  return `Calibrated scores are of ${held.toLocaleString('en-US')} samples, drawn from ${of.toLocaleString('en-US')} as many as the memory budget holds: raise it (setting ccaLens.memoryBudget, or --memory).`;
}

/** The scores of all parts at all places, each part shared out evenly: what a place costs is the same at each. */
async function drawAll(
  parts: readonly PermutedPart[],
  options: CompareOptions,
  { permutations, seed }: CalibrateChoice,
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
