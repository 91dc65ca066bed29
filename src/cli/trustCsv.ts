import { csv } from '../facts/csv';
import { clearOr } from '../facts/standing';
import type { TrustOutcome } from '../protocol/pairExtras';

type Row = [part: string, quantity: string, at: number | '', value: number | string | null];

/**
 * How far a score can be trusted as one long table: part, quantity, at (the draw; the first correlation that a test is about, from 1; the number of
 * samples), value. What could not be computed is left out; `standing`, how the score stands to its null level, is empty where none was asked for.
 */
export function trustCsv(outcome: TrustOutcome): string {
  const { measure, value, samples, frequencies, null: nulls, dimensions, interval, enough } = outcome;
  const rows: Row[] = [
    ['score', measure, '', value],
    ['score', 'samples', '', samples],
    ['score', 'standing', '', clearOr(outcome.standing, value, levelKnown(outcome))],
  ];
  if (frequencies) rows.push(['score', 'frequencies', '', frequencies.height * frequencies.width]);
  for (const [name, found] of Object.entries(nulls ?? {})) {
    rows.push(['null', `${name} mean`, '', found.mean], ['null', `${name} limit`, '', found.limit]);
    if (found.p !== null) rows.push(['null', `${name} p`, '', found.p]);
    found.values.forEach((drawn, i) => rows.push(['null', name, i, drawn]));
  }
  if (dimensions && 'tests' in dimensions) {
    for (const { k, correlation, lambda, bartlett, rao } of dimensions.tests) {
      const add = (quantity: string, found: number) => rows.push(['dimensions', quantity, k + 1, found]);
      add('correlation', correlation);
      add('lambda', lambda);
      add('Bartlett statistic', bartlett.statistic);
      add('Bartlett df', bartlett.df);
      add('Bartlett p', bartlett.p);
      add('Rao F', rao.F);
      add('Rao df1', rao.df1);
      add('Rao df2', rao.df2);
      add('Rao p', rao.p);
    }
  }
  if (interval && 'low' in interval) {
    for (const quantity of ['low', 'high', 'standardError', 'blocks'] as const)
      rows.push(['interval', quantity, '', interval[quantity]]);
  }
  if (enough && 'points' in enough) {
    for (const point of enough.points) {
      for (const quantity of ['mean', 'low', 'high', 'null'] as const)
        rows.push(['enough', quantity, point.samples, point[quantity]]);
    }
  }
  return csv([['part', 'quantity', 'at', 'value'], ...rows]);
}

/** Any level that the score was held against; null where there is none. */
function levelKnown({ null: nulls, enough }: TrustOutcome): number | null {
  return nulls?.gaussian.mean ?? (enough && 'points' in enough ? (enough.points.at(-1)?.null ?? null) : null);
}
