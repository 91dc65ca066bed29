import type { PairCell } from '../../analysis/pairs/pairScores';
import type { CompareOptions } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import { FileChangedError } from '../../formats/errors';
import type { Matrix } from '../../linalg/matrix';
import type { MeasureKernels } from '../../similarity/measures/wanted';
import { firstTransformOf } from '../../similarity/routes/primalRoute';
import type { RowPasses } from '../../similarity/routes/rowPasses';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import type { SideSamples } from '../../similarity/samples/sideSamples';
import { filePasses } from '../passes/filePasses';
import type { FilePair } from '../passes/filePair';
import type { NamedSide } from '../passes/finiteSamples';
import { passesHere } from '../passes/passExecutor';
import { sumCrosses } from '../passes/sumCrosses';
import type { SamplesAsked } from '../samplesAsked';
import { pairCell } from './pairCell';

/** A side of some pairs, with all that is known of it. */
export interface KnownSide extends NamedSide {
  factors: SideFactors;
  remarks: Notice[];
  samples?: SideSamples | undefined;
}

/** Pairs of some sides, all of the same rows. */
export interface CellsSpec {
  sides: readonly KnownSide[];
  /** By places in `sides`. */
  pairs: readonly (readonly [number, number])[];
  mask?: Uint8Array | undefined;
  options: CompareOptions;
  /** What measures ask of single samples; absent where they ask nothing. */
  asked?: SamplesAsked | undefined;
}

/** The cell of a pair, by its place among those of a task. */
export interface FoundCell {
  at: number;
  cell: PairCell;
}

/** Milliseconds for which cells are gathered before they are told. */
const gathered = 50;

/**
 * Many pairs in this thread: one pass over the files of their sides for all products across, then each pair's measures. A pair comes to the same here as by
 * itself. `tell` hears of the cells a few at a time.
 * @throws FileChangedError; what is no refusal.
 */
export async function pairCells(
  { sides, pairs, mask, options, asked }: CellsSpec,
  tell: (cells: FoundCell[]) => void,
  kernels: MeasureKernels,
): Promise<void> {
  const crosses = await crossesOf({ sides, pairs, mask });
  let found: FoundCell[] = [];
  let since = performance.now();
  for (const [at, [i, j]] of pairs.entries()) {
    const [a, b] = [sides[i]!, sides[j]!];
    const pair: FilePair = { a: a.identity, b: b.identity, names: { a: a.name, b: b.name }, mask };
    const passes = filePasses(pair, passesHere, () => undefined);
    const cross = crosses?.[at];
    const remarks = i === j ? a.remarks : [...a.remarks, ...b.remarks];
    const known = { a: a.factors, b: b.factors };
    const samples = asked && {
      asked,
      ...(a.samples ? { a: a.samples } : {}),
      ...(b.samples ? { b: b.samples } : {}),
    };
    const spec = { pair, known, options, remarks, samples };
    found.push({ at, cell: await pairCell(spec, kernels, cross ? withCross(passes, cross) : passes) });
    if (performance.now() - since < gathered) continue;
    tell(found);
    found = [];
    since = performance.now();
  }
  tell(found);
}

/** The products across, of a file with itself none; undefined where they cannot be summed together, and each pair is to find out why. */
async function crossesOf({
  sides,
  pairs,
  mask,
}: Pick<CellsSpec, 'sides' | 'pairs' | 'mask'>): Promise<(Matrix | undefined)[] | undefined> {
  const across = pairs.flatMap(([i, j], at) => (i === j ? [] : [at]));
  const passSides = sides.map(({ identity, factors }) => ({
    identity,
    alongSecondAxis: identity.transposed,
    transform: firstTransformOf(factors),
  }));
  const crosses: (Matrix | undefined)[] = pairs.map(() => undefined);
  if (across.length === 0) return crosses;
  try {
    const found = await sumCrosses({ sides: passSides, pairs: across.map((at) => pairs[at]!), mask });
    across.forEach((at, k) => (crosses[at] = found[k]));
    return crosses;
  } catch (error) {
    if (error instanceof FileChangedError) throw error;
    return undefined;
  }
}

/** Passes of a pair of known sides, the first of which, for nothing but the product across, was made before. */
function withCross(passes: RowPasses, cross: Matrix): RowPasses {
  return {
    ...passes,
    sum(transforms, sums, share) {
      const first = sums.kind === 'products' && !sums.gramA && !sums.gramB && !transforms.a?.whiten;
      return first ? Promise.resolve({ cross }) : passes.sum(transforms, sums, share);
    },
  };
}
