import type { CompareOutcome, CompareSpec, KnownFactors, SideIdentity } from '../protocol/worker';
import { factorPair } from '../similarity/factorPair';
import { factorRobustly } from '../similarity/factorRobustly';
import { measurePair } from '../similarity/measures';
import { finitePair } from '../similarity/nonFinite';
import type { PairFactors } from '../similarity/pairFactors';
import type { ComparisonReport, DroppedNeuron, SideReport } from '../similarity/report';
import { openPair, type OpenedPair } from './readPair';

/** Told what is being done and how much of it is. */
export type Progress = (phase: string, fraction: number) => void;

/**
 * Compares two arrays: reads them, factors the pair, and computes the wanted measures. Factors that are already known and still belong to
 * the same files in the same orientation are used instead of reading (`timings.read` is 0 then).
 * @throws the refusals of opening, reading, orientation and the measures, as LensErrors.
 */
export async function compareArrays(spec: CompareSpec, progress: Progress): Promise<CompareOutcome> {
  const start = performance.now();
  const pair = await openPair(spec.a, spec.b, spec.options);
  try {
    const timings = { read: 0, factor: 0, measures: 0, total: 0 };
    const factors = stillHolds(spec.known, pair)
      ? spec.known.factors
      : await factorFiles(pair, spec, progress, timings);
    progress('comparing', 0.9);
    const before = performance.now();
    const { dropped, warnings, ...measured } = measurePair(factors, spec.options);
    timings.measures = performance.now() - before;
    timings.total = performance.now() - start;
    const report: ComparisonReport = {
      schema: 1,
      a: sideReport(pair.a, factors, 'a', dropped.a),
      b: sideReport(pair.b, factors, 'b', dropped.b),
      ...measured,
      warnings: [...pair.notices, ...warnings],
      options: spec.options,
      timings,
    };
    return { report, known: { factors, a: pair.a, b: pair.b } };
  } finally {
    await pair.close();
  }
}

async function factorFiles(
  pair: OpenedPair,
  { options }: CompareSpec,
  progress: Progress,
  timings: { read: number; factor: number },
): Promise<PairFactors> {
  const start = performance.now();
  const A = await pair.read('a', (fraction) => progress(`reading ${pair.names.a}`, 0.2 * fraction));
  const B = await pair.read('b', (fraction) => progress(`reading ${pair.names.b}`, 0.2 + 0.2 * fraction));
  timings.read = performance.now() - start;
  const finite = finitePair(A, B, pair.names, options.dropNonFinite);
  const factor = options.robust ? factorRobustly : factorPair;
  const factors = factor(finite.A, finite.B, pair.names, (fraction) => progress('factoring', 0.4 + 0.5 * fraction));
  timings.factor = performance.now() - start - timings.read;
  return { ...factors, notices: [...finite.notices, ...factors.notices] };
}

function stillHolds(known: KnownFactors | undefined, pair: OpenedPair): known is KnownFactors {
  return known !== undefined && sameFile(known.a, pair.a) && sameFile(known.b, pair.b);
}

function sameFile(known: SideIdentity, found: SideIdentity): boolean {
  return JSON.stringify(known) === JSON.stringify(found);
}

function sideReport(side: SideIdentity, factors: PairFactors, which: 'a' | 'b', dropped: DroppedNeuron[]): SideReport {
  const { features, rank } = factors[which];
  return {
    path: side.address.path,
    shape: side.shape,
    dtype: side.dtype,
    samples: factors.samples,
    features,
    rank,
    dropped: [...dropped].sort((x, y) => x.index - y.index),
    transposed: side.transposed,
  };
}
