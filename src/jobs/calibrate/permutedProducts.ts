import { joinedWords } from '../../facts/joinedWords';
import type { MeasureName } from '../../facts/measures';
import type { Notice } from '../../facts/reportParts';
import type { Resources } from '../../protocol/resources';
import type { MeasureKernel } from '../../similarity/measures/kernel';
import { needsSamples } from '../../similarity/measures/wanted';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import type { SideSamples } from '../../similarity/samples/sideSamples';
import type { ComparedPair } from '../compare/comparedPair';
import { forOthers } from '../compare/sentFactors';
import type { Engine } from '../engine';
import { memoryBudget, usualWorkers } from '../memoryPlan';
import { neuronsOf } from '../passes/filePair';
import type { Executor } from '../pool/executor';
import { samplesBytes } from '../samplesAsked';
import { shared } from '../trust/readSamples';
import type { Permuted } from './permutedTask';

/**
 * What is permuted of measures that do so by themselves: each by itself, so that no more of its products are at hand than its own. What is asked of samples was
 * read when they were measured. Where rows are positions or steps that belong together and some of them were drawn or left out, no whole samples are left to
 * permute: such measures are named.
 */
export async function permutedProducts(
  compared: ComparedPair,
  kernels: readonly MeasureKernel<unknown>[],
  {
    rows,
    mask,
    resources,
    engine,
  }: { rows: number; mask: Uint8Array | undefined; resources: Resources; engine: Engine },
): Promise<{ parts: { permuted: Permuted; samples: number; executor: Executor }[]; notices: Notice[] }> {
  if (kernels.length === 0) return { parts: [], notices: [] };
  const { factors, samples, pair } = compared;
  const executor = await engine.executor(workersFor(compared, resources));
  const sent = sentOf(factors, kernels);
  const given = samples && { a: sentSamples(samples.a), b: sentSamples(samples.b) };
  const without: string[] = [];
  const parts = kernels.flatMap(({ facts }) => {
    const count = needsSamples(facts) && samples ? samples.a.samples : factors.samples;
    const whole = rows > 1 && (mask !== undefined || count !== factors.samples || count % rows > 0);
    if (whole) {
      without.push(facts.title);
      return [];
    }
    const permuted: Permuted = {
      kind: 'products',
      factors: sent,
      samples: needsSamples(facts) ? given : undefined,
      measure: facts.id as MeasureName,
      rowsPerSample: rows,
    };
    return [{ permuted, samples: count / rows, executor }];
  });
  return { parts, notices: notWhole(without, pair.names) };
}

/** As many workers as half of the memory budget holds the products of, of one measure in each. */
function workersFor({ samples, pair }: ComparedPair, resources: Resources): number {
  if (!samples) return usualWorkers(resources);
  const { gramian, rows } = samples.a;
  const widest = Math.max(neuronsOf(pair.a), neuronsOf(pair.b));
  const wanted = { gramian: gramian !== undefined, rows: rows !== undefined };
  const bytes = samplesBytes(samples.a.samples, widest, wanted);
  return Math.max(1, Math.min(usualWorkers(resources), Math.floor(memoryBudget(resources) / 2 / bytes)));
}

/** The factors as measures are given them, without remarks. */
function sentOf(factors: PairFactors, kernels: readonly MeasureKernel<unknown>[]): PairFactors {
  const [a, b] = [forOthers(factors.a, factors, kernels), forOthers(factors.b, factors, kernels)];
  return { ...factors, a, b, notices: [] };
}

/** Samples of a side in shared memory, which go to workers without a copy; nothing else has made products of these. */
function sentSamples({ gramian, rows, ...side }: SideSamples): SideSamples {
  return { ...side, ...(gramian ? { gramian: shared(gramian) } : {}), ...(rows ? { rows: shared(rows) } : {}) };
}

function notWhole(titles: readonly string[], { a, b }: { a: string; b: string }): Notice[] {
  if (titles.length === 0) return [];
  const message = `${joinedWords(titles)} ${titles.length === 1 ? 'is' : 'are'} not calibrated: some rows of ${a} and ${b} were drawn or left out, so that not all samples are whole, and only whole ones can be permuted.`;
  return [{ code: 'not-calibrated', message }];
}
