import type { MatrixResult } from '../../src/facts/analyses/matrix';
import type { ComparisonReport } from '../../src/facts/report';
import { count, counted } from '../../src/facts/numbers';

/** A list by its place in a report, and the most that it may hold. */
type Bounded = [place: string, list: readonly unknown[] | null | undefined, most: number];

/**
 * The first place of a result that does not go together with the rest, and what is there: `cca.coefficients has 5 numbers, and there can be at most 3`.
 * Undefined when all goes together. The result follows its schema, which says what each number may be by itself; a schema cannot compare two of them.
 */
export function contradiction(result: ComparisonReport | MatrixResult): string | undefined {
  return 'analysis' in result ? inMatrix(result) : inReport(result);
}

function inReport({
  a,
  b,
  samples,
  cca,
  svcca,
  pwcca,
  pls,
  pca,
  dft,
  null: level,
}: ComparisonReport): string | undefined {
  for (const [name, side] of Object.entries({ a, b })) {
    if (side.rank > side.features)
      return `${name}.rank is ${side.rank}, and the side has ${counted(side.features, 'neuron')}`;
    const dropped = side.dropped.find(({ index }) => index >= side.features);
    if (dropped)
      return `${name}.dropped has neuron ${dropped.index}, and the side has ${counted(side.features, 'neuron')}`;
  }
  const narrow = Math.min(a.features, b.features);
  // Of layers with more neurons than samples, the spectra are as long as there are samples.
  const longest = Math.max(a.features, b.features, samples);
  const lists: Bounded[] = [
    ['cca.coefficients', cca?.coefficients, narrow],
    ['cca.google.cca_coef1', cca?.google?.cca_coef1, narrow],
    ['cca.google.x_idxs', cca?.google?.x_idxs, a.features],
    ['cca.google.y_idxs', cca?.google?.y_idxs, b.features],
    ['svcca.coefficients', svcca?.coefficients, narrow],
    ['svcca.null.coefficients', svcca?.null.coefficients, narrow],
    ['pwcca.weights', pwcca?.weights, narrow],
    ['null.coefficients', level?.coefficients, narrow],
    ['pls.singularValues', pls?.singularValues, longest],
    ...(['a', 'b'] as const).flatMap((side): Bounded[] => [
      [`pca.${side}.singularValues`, pca?.[side].singularValues, longest],
      [`pca.${side}.explainedVariance`, pca?.[side].explainedVariance, longest],
    ]),
    ['a.dropped', a.dropped, a.features],
    ['b.dropped', b.dropped, b.features],
    ['dft.dcCoefficients', dft?.dcCoefficients, narrow],
  ];
  for (const [place, list, most] of lists) {
    if (list && list.length > most)
      return `${place} has ${counted(list.length, 'number')}, and there can be at most ${count(most)}`;
  }
  return dft && inFrequencies(dft, narrow);
}

function inFrequencies(dft: NonNullable<ComparisonReport['dft']>, most: number): string | undefined {
  const { height, width, locationMeans, locationThresholdedMeans, coefficients } = dft;
  const grids = { locationMeans, locationThresholdedMeans, ...(coefficients && { coefficients }) };
  for (const [name, grid] of Object.entries(grids)) {
    const other = sizeOtherThan(grid, height, width);
    if (other !== undefined) return `dft.${name} ${other}`;
  }
  const long = coefficients?.flat().find(({ length }) => length > most);
  return (
    long &&
    `dft.coefficients has ${counted(long.length, 'number')} at a frequency, and there can be at most ${count(most)}`
  );
}

function inMatrix({ measure, rows, columns, values, nulls = {}, nullCca }: MatrixResult): string | undefined {
  if (!Object.hasOwn(values, measure)) return `values has no ${measure}, which is its measure`;
  const tables: [string, readonly (readonly unknown[])[]][] = [
    ['nullCca', nullCca],
    ...Object.entries(values).map(([name, table]): (typeof tables)[0] => [`values.${name}`, table]),
    ...Object.entries(nulls).map(([name, table]): (typeof tables)[0] => [`nulls.${name}`, table]),
  ];
  for (const [place, table] of tables) {
    const other = sizeOtherThan(table, rows.length, columns.length);
    if (other !== undefined) return `${place} ${other}`;
  }
  return undefined;
}

/** What the size of a table is where it is not the one wanted. */
function sizeOtherThan(table: readonly (readonly unknown[])[], rows: number, columns: number): string | undefined {
  if (table.length !== rows) return `has ${counted(table.length, 'row')}, not ${count(rows)}`;
  const wrong = table.find(({ length }) => length !== columns);
  return wrong && `has a row of ${count(wrong.length)}, not ${count(columns)}`;
}
