import { spectrumWords, varianceWords, weightsWords } from '../facts/figureWords';
import { areDetermined } from '../facts/measures/pwcca';
import type { ComparisonReport } from '../facts/report';
import type { Section } from '../facts/python/section';
import { drawLines, figureSection, pythonLine } from './figureSection';
import { drawLinesPiece, drawSharesPiece } from './python/figures';
import { pythonString } from './pythonText';

const [first, second] = ['color=COLOURS[0]', 'color=COLOURS[1]'];
const from1 = (values: string): string => `range(1, len(${values}) + 1)`;

/**
 * The figures of a comparison by the names that the sections of its measures (src/facts/measures) have given to what they recomputed. None where the
 * report has nothing that is drawn.
 */
export function pairFigures(report: ComparisonReport): Section[] {
  const spectrum = spectrumLines(report);
  const parts = [
    ...(spectrum.length > 0 ? [drawLines(spectrumWords, spectrum, ['limits=(0, 1)'])] : []),
    ...varianceCode(report),
  ];
  const shares = weightsCode(report);
  if (parts.length + shares.length === 0) return [];
  const pieces = [...(parts.length > 0 ? [drawLinesPiece] : []), ...(shares.length > 0 ? [drawSharesPiece] : [])];
  return [figureSection('figures', pieces, [...parts, ...shares].join('\n'))];
}

function spectrumLines({ cca, svcca, null: chance }: ComparisonReport): string[] {
  const line = (label: string, values: string, style: string): string =>
    pythonLine(label, from1(values), values, style);
  const level = 'linestyle="--", linewidth=1';
  const index = cca?.thresholdIndex ?? 0;
  return [
    ...(cca ? [line(spectrumWords.cca(cca.regularised), 'rho', `${first}, marker="o", markersize=3`)] : []),
    ...(cca && chance ? [line(spectrumWords.ccaUnrelated, 'null_rho', `${first}, ${level}`)] : []),
    ...(svcca
      ? [
          line(spectrumWords.svcca, 'svcca_rho', `${second}, marker="^", markersize=3`),
          line(spectrumWords.svccaUnrelated, 'unrelated(len(a.X), *kept)[0]', `${second}, ${level}`),
        ]
      : []),
    ...(cca && index > 0 && index < cca.coefficients.length
      ? [
          pythonLine(
            spectrumWords.threshold(index),
            '[cut]',
            '[rho[cut - 1]]',
            'color=GREY, marker="D", linestyle="none"',
          ),
        ]
      : []),
  ];
}

function varianceCode({ pca, svcca }: ComparisonReport): string[] {
  if (!pca) return [];
  const sides = ['a', 'b'] as const;
  const lines = sides.map((side, i) =>
    pythonLine(side, from1(`sums[${i}]`), `sums[${i}]`, `${[first, second][i]!}, marker="${'o^'[i]!}", markersize=3`),
  );
  const cuts = sides.flatMap((side, i) => {
    const kept = svcca?.kept[i] ?? 0;
    if (kept < 1 || kept > pca[side].explainedVariance.length) return [];
    const style = `${[first, second][i]!}, marker="D", linestyle="none"`;
    return [pythonLine(varianceWords.cut(side, kept), `[kept[${i}]]`, `[sums[${i}][kept[${i}] - 1]]`, style)];
  });
  return [
    `sums = [np.minimum(np.cumsum(side.s**2) / np.sum(side.s**2), 1) for side in (a, b)]`,
    drawLines(varianceWords, [...lines, ...cuts], ['limits=(0, 1)']),
  ];
}

/** Where correlations are equal the weights are not determined, and what is recomputed is not what was shown. */
function weightsCode({ pwcca, warnings }: ComparisonReport): string[] {
  const tied = warnings.some(({ code }) => code === 'tied-coefficients');
  if (!pwcca || pwcca.weights.length === 0 || !areDetermined(pwcca, tied)) return [];
  const { side } = pwcca;
  const words = [weightsWords.title, weightsWords.x, weightsWords.y, weightsWords.by(side)].map(pythonString);
  return [
    `draw_shares(${words.join(', ')}, weights[${side === 'a' ? 0 : 1}], even=${pythonString(weightsWords.even)})`,
  ];
}
