import { joinedWords } from '../../facts/joinedWords';
import type { MeasureName } from '../../facts/measures';
import { isOfWholeSamples } from '../../facts/measures/ofWholeSamples';
import type { Notice } from '../../facts/reportParts';
import type { Resources } from '../../protocol/resources';
import type { MeasureKernel } from '../../similarity/measures/kernel';
import { needsSamples } from '../../similarity/measures/wanted';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import { wholesOfPair } from '../../similarity/samples/wholesOfPair';
import type { PairSamples, SideSamples } from '../../similarity/samples/sideSamples';
import type { ComparedPair } from '../compare/comparedPair';
import { forOthers } from '../compare/sentFactors';
import type { Engine } from '../engine';
import { memoryBudget, usualWorkers } from '../memoryPlan';
import { neuronPairBytes } from '../samplesAsked';
import { neuronsOf } from '../passes/filePair';
import { shared } from '../trust/readSamples';
import { notCalibrated } from './notCalibrated';
import type { PermutedPart } from './permutedPart';

/** Squares of the samples that a measure's permutations hold in a thread: unit matrices of both sides, and rows of one in one piece each. */
const squares = 14;

/**
 * What is permuted of measures that do so by themselves: each by itself, so that no more of its products are at hand than its own. What is asked of samples was
 * read when they were measured. Measures of which no whole samples are left to permute, as some of the rows that belong together were drawn or left out, and
 * such as the memory does not hold are named. `rows`: of each sample, or why samples have no such number.
 */
export async function partsOfProducts(
  compared: ComparedPair,
  kernels: readonly MeasureKernel<unknown>[],
  { rows, mask, resources, engine }: { rows: number | Notice; mask: boolean; resources: Resources; engine: Engine },
): Promise<{ parts: PermutedPart[]; notices: Notice[] }> {
  const { factors, samples, pair } = compared;
  const notices: Notice[] = [];
  const parts: PermutedPart[] = [];
  if (kernels.length === 0) return { parts, notices };
  const bothNeurons = [neuronsOf(pair.a), neuronsOf(pair.b)];
  const whole = samples && wholesOfPair(samples, pair.names);
  const planned = kernels.flatMap(({ facts }) => {
    const wholly = whole && !('refused' in whole) && isOfWholeSamples(facts);
    const count = wholly ? whole.a.samples : needsSamples(facts) && samples ? samples.a.samples : factors.samples;
    const each = wholly ? 1 : rows;
    if (typeof each !== 'number') return refuse([facts.title], each.message);
    if (each > 1 && (mask || count !== factors.samples || count % each > 0)) return refuse([facts.title], cut);
    const [ofRows, neuronPairs] = (['rows', 'neuronPairs'] as const).map((need) => facts.needs.includes(need));
    const neurons = neuronPairBytes(bothNeurons, neuronPairs);
    const bytes = neurons + 8 * (wholly || !ofRows ? squares * count ** 2 : 4 * count * Math.max(...bothNeurons));
    if (needsSamples(facts) && bytes > memoryBudget(resources)) return refuse([facts.title], tooLarge(count));
    return [{ facts, each, count, bytes: needsSamples(facts) ? bytes : 0 }];
  });
  const most = planned.reduce((bytes, part) => Math.max(bytes, part.bytes), 1);
  const fitting = Math.floor(memoryBudget(resources) / 2 / most);
  const executor = await engine.executor(Math.max(1, Math.min(usualWorkers(resources), fitting)));
  const given = samples && (executor.workers > 1 ? { a: sentSamples(samples.a), b: sentSamples(samples.b) } : samples);
  const sent = sentOf(factors, kernels);
  for (const { facts, each, count } of planned)
    parts.push({
      permuted: {
        kind: 'products',
        factors: sent,
        samples: needsSamples(facts) ? given : undefined,
        measure: facts.id as MeasureName,
        rowsPerSample: each,
      },
      samples: count / each,
      executor,
    });
  return { parts, notices };

  function refuse(titles: string[], why: string): [] {
    notices.push(notCalibrated(joinedWords(titles), why));
    return [];
  }
}

/** Why samples that a measure is of cannot be permuted. */
export const cut =
  'Some of the rows that belong to one sample were drawn or left out, and only whole samples can be permuted: raise the memory budget (setting ccaLens.memoryBudget, or --memory), or pool or average what a sample has.';

function tooLarge(samples: number): string {
  return `Permuting ${samples.toLocaleString('en-US')} samples takes more than the memory budget: raise it (setting ccaLens.memoryBudget, or --memory).`;
}

/** The factors as measures are given them, without remarks. */
function sentOf(factors: PairFactors, kernels: readonly MeasureKernel<unknown>[]): PairFactors {
  const [a, b] = [forOthers(factors.a, factors, kernels), forOthers(factors.b, factors, kernels)];
  return { ...factors, a, b, notices: [] };
}

/** Samples of a side in shared memory, which go to workers without a copy. */
export function sentSamples({ gramian, rows, whole, ...side }: SideSamples): PairSamples['a'] {
  return {
    ...side,
    ...(gramian ? { gramian: shared(gramian) } : {}),
    ...(rows ? { rows: shared(rows) } : {}),
    ...(whole
      ? { whole: 'code' in whole ? whole : { ...sentSamples(whole), word: whole.word, values: whole.values } }
      : {}),
  };
}
