import { varianceWords as words } from '../../src/facts/figureWords';
import type { ComparisonReport } from '../../src/facts/report';
import { counted, magnitude, percent } from '../../src/facts/numbers';
import type { Figure, Palette, Side } from './figure';
import { counting, frame, line, marker } from './frame';
import { numberTable } from './numberTable';

/** Running sums, held at 1: shares of variance can add up to a rounding more. */
export function cumulative(shares: readonly number[]): number[] {
  let sum = 0;
  return shares.map((share) => Math.min(1, (sum += share)));
}

/** The share of variance in the leading principal components of both sides, with the SVCCA cuts marked. Undefined where PCA is absent. */
export function varianceFigure(report: ComparisonReport, palette: Palette): Figure | undefined {
  const { pca, svcca } = report;
  if (!pca) return undefined;
  const sums = { a: cumulative(pca.a.explainedVariance), b: cumulative(pca.b.explainedVariance) };
  const sides: Side[] = ['a', 'b'];
  const lines = sides.map((side) =>
    line(side, counting(sums[side]), palette[side], side === 'b' ? { pointStyle: 'triangle' } : {}),
  );
  const cuts = sides.flatMap((side, index) => {
    const kept = svcca?.kept[index] ?? 0;
    const height = sums[side][kept - 1];
    return height === undefined ? [] : [marker(words.cut(side, kept), kept, height, palette[side])];
  });
  const describe = (side: Side, index: number) => {
    const cut = svcca ? `; SVCCA keeps ${svcca.kept[index]} with ${percent(svcca.retainedVariance[index])}` : '';
    return `Side ${side}: ${counted(sums[side].length, 'component')}, effectively ${magnitude(pca[side].participationRatio)}${cut}.`;
  };
  const plan = {
    x: words.x,
    y: words.y,
    xTo: Math.max(sums.a.length, sums.b.length),
    yFrom: 0,
    yTo: 1,
    item: 'Component',
  };
  const ratio = (side: Side) => magnitude(pca[side].participationRatio);
  return {
    id: 'pca',
    title: words.title,
    label: `Share of variance in the leading principal components. ${sides.map(describe).join(' ')}`,
    caption: `Effective dimensions (participation ratio): a ${ratio('a')}, b ${ratio('b')}.${svcca ? ' Diamonds: the SVCCA cut.' : ''}`,
    config: frame([...lines, ...cuts], plan, palette),
    table: numberTable('Component', [
      { head: 'a, singular value', values: pca.a.singularValues },
      { head: 'a, cumulative', values: sums.a },
      { head: 'b, singular value', values: pca.b.singularValues },
      { head: 'b, cumulative', values: sums.b },
    ]),
  };
}
