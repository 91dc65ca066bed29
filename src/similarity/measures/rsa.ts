import { LensError } from '../../facts/errors';
import { dissimilarities, idOf, rsa, type Dissimilarity, type RsaReport } from '../../facts/measures/rsa';
import type { ScoreName } from '../../facts/measures';
import type { SkippedMeasure } from '../../facts/report';
import { midRanks } from '../samples/midRanks';
import type { SampleProducts } from '../samples/sampleProducts';
import { samplesNamed } from '../samples/samplesNamed';
import type { SampleDissimilarity } from '../samples/sampleDissimilarity';
import { dissimilaritiesBelow, distancesBelow } from '../samples/triangles';
import { innerProduct, permutedProducts, standardised, type UnitMatrix } from '../samples/unitMatrices';
import type { MeasureKernel } from './kernel';
import type { PairProducts } from './products';
import { withinOne } from './withinOne';

/** Dissimilarities of a side's samples as they are compared. */
interface Compared {
  values: UnitMatrix;
  ranks: UnitMatrix;
  /** The squared norm of the ranks, as a share of what it is without ties. */
  untied: number;
}

/**
 * Representational similarity analysis (Kriegeskorte et al. 2008): correlations of the dissimilarities of samples, or of their ranks, and ρa (Schütt et al.
 * 2023).
 */
export const rsaKernel: MeasureKernel<RsaReport> = {
  facts: rsa,
  acrossAlone: true,
  measure(products) {
    const block: RsaReport = {};
    const skipped: SkippedMeasure[] = [];
    for (const kind of dissimilarities) {
      const [a, b] = comparedOf(products, kind);
      if (typeof a === 'string' || typeof b === 'string') {
        skipped.push(...skippedFor(kind, typeof a === 'string' ? a : String(b)));
        continue;
      }
      const spearman = innerProduct(a.ranks, b.ranks);
      block[kind] = scoresOf(spearman, innerProduct(a.values, b.values), untiedOf(a, b));
    }
    const [first] = skipped;
    if (first && Object.keys(block).length === 0) return { refused: new LensError(first.code, first.message) };
    return { block, skipped };
  },
  permuted(products) {
    const each = dissimilarities.map((kind) => {
      const [a, b] = comparedOf(products, kind);
      if (typeof a === 'string' || typeof b === 'string') return () => scoresById(kind, undefined);
      const [ranks, values] = [permutedProducts(a.ranks, b.ranks), permutedProducts(a.values, b.values)];
      const untied = untiedOf(a, b);
      return (order: Uint32Array) => scoresById(kind, scoresOf(ranks(order), values(order), untied));
    });
    return (order) => Object.assign({}, ...each.map((scores) => scores(order))) as Record<string, number | null>;
  },
  units: {
    of(side, score) {
      for (const kind of dissimilarities)
        for (const by of comparisons) if (idOf(kind, by) === score) return unitOf(side, kind, by);
      return undefined;
    },
    score: withinOne,
  },
};

const comparisons = ['spearman', 'pearson', 'rhoA'] as const;

/** What one score alone compares: of ρa with its share, so that the product is the score. Undefined where comparedOf has a reason. */
function unitOf(side: SampleProducts, kind: Dissimilarity, by: (typeof comparisons)[number]): UnitMatrix | undefined {
  if (lackingOf(side, '', kind) !== undefined) return undefined;
  const { samples } = side;
  const below = dissimilaritiesOf(side, kind);
  if (by === 'pearson') return standardised(samples, below);
  const ranks = midRanks(below, roundingOf(side, kind));
  const share = by === 'rhoA' ? Math.sqrt(untiedShare(ranks)) : 1;
  const unit = standardised(samples, ranks);
  if (unit && share !== 1) for (let at = 0; at < unit.below.length; at++) unit.below[at]! *= share;
  return unit;
}

function untiedOf(a: Compared, b: Compared): number {
  return Math.sqrt(a.untied * b.untied);
}

function scoresOf(spearman: number, pearson: number, untied: number) {
  return {
    spearman: withinOne(spearman),
    pearson: withinOne(pearson),
    rhoA: withinOne(spearman * untied),
  };
}

function scoresById(
  kind: Dissimilarity,
  scores: ReturnType<typeof scoresOf> | undefined,
): Record<string, number | null> {
  return Object.fromEntries(comparisons.map((by) => [idOf(kind, by), scores?.[by] ?? null]));
}

/** Both sides' dissimilarities; of a side that has none, why. */
function comparedOf({ factors, a, b }: PairProducts, kind: Dissimilarity): [Compared | string, Compared | string] {
  const lacking = lackingOf(a, factors.a.name, kind) ?? lackingOf(b, factors.b.name, kind);
  if (lacking !== undefined) return [lacking, lacking];
  const [first, second] = [sideOf(a, kind), sideOf(b, kind)];
  const same = (name: string): string =>
    `RSA is not defined here: all samples of ${name} are equally far from each other (${kind}).`;
  return [first ?? same(factors.a.name), second ?? same(factors.b.name)];
}

/** That some samples of a side have no dissimilarity to others, and which. */
function lackingOf(side: SampleProducts, name: string, kind: Dissimilarity): string | undefined {
  if (kind === 'euclidean') return undefined;
  const { undefined: lacking } = unlikenessOf(side, kind);
  if (lacking.length === 0) return undefined;
  const why = kind === 'cosine' ? 'all zeros, so that no cosine' : 'the same in all neurons, so that no correlation';
  const [are, it] = lacking.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return `${samplesNamed(lacking.map(side.placeOf))} of ${name} ${are} ${why} with ${it} is defined: leave ${it} out of both arrays${kind === 'correlation' ? ', or read RSA of distances' : ''}.`;
}

function sideOf(side: SampleProducts, kind: Dissimilarity): Compared | undefined {
  return side.made(`rsa.${kind}`, () => {
    const { samples } = side;
    const below = dissimilaritiesOf(side, kind);
    const ranks = midRanks(below, roundingOf(side, kind));
    const values = standardised(samples, below);
    const untied = untiedShare(ranks);
    const ofRanks = standardised(samples, ranks);
    return values && ofRanks && { values, ranks: ofRanks, untied };
  });
}

function dissimilaritiesOf(side: SampleProducts, kind: Dissimilarity): Float64Array {
  if (kind === 'euclidean') return distancesBelow(side.gramian());
  return dissimilaritiesBelow(unlikenessOf(side, kind));
}

function unlikenessOf(side: SampleProducts, kind: Exclude<Dissimilarity, 'euclidean'>): SampleDissimilarity {
  return kind === 'cosine' ? side.cosine() : side.correlation();
}

/** What the rounding of dissimilarities is a share of; 0 of distances, which have their own. */
function roundingOf(side: SampleProducts, kind: Dissimilarity): number {
  return kind === 'euclidean' ? 0 : unlikenessOf(side, kind).scale;
}

/** 12 Σ (rank - mean)² / (N³ - N), which is 1 where none are tied. */
function untiedShare(ranks: Float64Array): number {
  const count = ranks.length;
  let sum = 0;
  for (let at = 0; at < count; at++) sum += (ranks[at]! - (count + 1) / 2) ** 2;
  return (12 * sum) / (count * (count - 1) * (count + 1));
}

function skippedFor(kind: Dissimilarity, message: string): SkippedMeasure[] {
  return (['spearman', 'pearson', 'rhoA'] as const).map((by) => ({
    measure: idOf(kind, by) as ScoreName,
    code: 'undefined-samples',
    message,
  }));
}
