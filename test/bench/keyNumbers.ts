import type { ComparisonReport } from '../../src/facts/report';

/** Results by name: what both programs print, to be compared. */
export type KeyNumbers = Record<string, number>;

/** The numbers of our report that reference.py prints too, under its names. */
export function numbersOfReport(report: ComparisonReport): KeyNumbers {
  const { cca, svcca, pwcca, pls, pca, cka, procrustes, rsa, knn, rbfCka, distanceCorrelation, linear, matching } =
    report;
  return defined({
    cca: cca?.mean,
    svcca: svcca?.mean,
    keptA: svcca?.kept[0],
    keptB: svcca?.kept[1],
    pwccaA: pwcca?.a,
    pwccaB: pwcca?.b,
    pls: pls?.singularValues[0],
    pcaA: pca?.a.singularValues[0],
    pcaB: pca?.b.singularValues[0],
    cka: cka?.linear,
    ckaDebiased: cka?.debiased ?? undefined,
    // The similarity: the distance is a root that turns rounding near 0 into 1e-8.
    procrustes: procrustes?.similarity,
    rsa: rsa?.correlation?.spearman,
    rsaPearson: rsa?.correlation?.pearson,
    rsaEuclidean: rsa?.euclidean?.spearman,
    rsaEuclideanPearson: rsa?.euclidean?.pearson,
    rsaCosine: rsa?.cosine?.spearman,
    rsaCosinePearson: rsa?.cosine?.pearson,
    knn: knn?.mutual,
    rbfCka: rbfCka?.biased,
    rbfCkaDebiased: rbfCka?.debiased,
    distanceCorrelation: distanceCorrelation?.biased,
    distanceCorrelationCorrected: distanceCorrelation?.biasCorrectedSquared,
    bFromA: linear?.bFromA.crossValidated,
    bFromAInSample: linear?.bFromA.inSample,
    aFromB: linear?.aFromB.crossValidated,
    aFromBInSample: linear?.aFromB.inSample,
    matching: matching?.oneToOne,
    bestForA: matching?.bestForA,
    bestForB: matching?.bestForB,
  });
}

/** The same of what reference.py printed about a pair. */
export function numbersOfReference(output: unknown): KeyNumbers {
  const { kept, ...rest } = output as { kept?: [number, number] } & KeyNumbers;
  return defined({ ...rest, keptA: kept?.[0], keptB: kept?.[1] });
}

/** Means over all pairs i <= j of the matrices that our matrix command prints. */
export function meansOfMatrix(output: unknown): KeyNumbers {
  type Table = (number | null)[][];
  const { values, measure } = output as { values: Record<string, Table> | Table; measure?: string };
  // Of one score alone its table is all that there is.
  const tables = Array.isArray(values) ? { [measure!]: values } : values;
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => {
      const cells = table.flatMap((row, i) => row.slice(i));
      return [name, cells.reduce<number>((total, cell) => total + (cell ?? NaN), 0) / cells.length];
    }),
  );
}

/** The largest difference between numbers that both have (relative where above 1), and whose it is; undefined when they share none. */
export function largestDifference(ours: KeyNumbers, other: KeyNumbers): { name: string; value: number } | undefined {
  let found: { name: string; value: number } | undefined;
  for (const [name, value] of Object.entries(ours)) {
    if (other[name] === undefined) continue;
    const difference = Math.abs(value - other[name]) / Math.max(1, Math.abs(other[name]));
    // A number that is none differs most of all.
    if (found === undefined || !(difference <= found.value)) found = { name, value: difference };
  }
  return found;
}

function defined(numbers: Record<string, number | undefined>): KeyNumbers {
  return Object.fromEntries(
    Object.entries(numbers).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}
