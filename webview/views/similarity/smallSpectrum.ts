import type { ComparisonReport } from '../../../src/facts/report';
import { describeSpectrum } from '../../charts/describeSpectrum';
import { sparkHeight, sparkline, sparkWidth } from '../../charts/sparkline';
import { element, svg } from '../../element';
import { count } from '../../../src/facts/numbers';

/** More points than this cannot be told apart in a narrow place. */
const mostPoints = 240;

/** Coefficients of a report, and what unrelated data of this size give. */
interface Spectrum {
  name: string;
  coefficients: readonly number[];
  chance: readonly number[];
  chanceMean: number | undefined;
}

/** The canonical correlations as a small picture over the level of unrelated data; undefined where the report has none. */
export function smallSpectrum(report: ComparisonReport): HTMLElement | undefined {
  const spectrum = spectrumOf(report);
  if (!spectrum) return undefined;
  const { name, coefficients, chance, chanceMean } = spectrum;
  const { line, level } = sparkline(fewer(coefficients), fewer(chance), 0, 1);
  const label = `Canonical correlations in descending order. ${describeSpectrum(name, coefficients, chanceMean)}`;
  const drawing = svg(
    'svg',
    {
      class: 'spectrum-drawing',
      viewBox: `0 0 ${sparkWidth} ${sparkHeight}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': label,
    },
    svg('title', {}, label),
    svg('path', { class: 'spectrum-grid', d: `M0 0H${sparkWidth}M0 ${sparkHeight / 2}H${sparkWidth}` }),
    level !== '' && svg('path', { class: 'spectrum-chance', d: `${level}V${sparkHeight}H0Z` }),
    level !== '' && svg('path', { class: 'spectrum-level', d: level }),
    svg('path', { class: 'spectrum-line', d: line }),
  );
  const under = `${name}${chance.length > 0 ? '; shaded: unrelated data' : ''}`;
  return element(
    'figure',
    { class: 'spectrum', 'data-of': name, 'data-test': 'small-spectrum' },
    element(
      'div',
      { class: 'spectrum-values', 'aria-hidden': 'true' },
      ...['1', '0'].map((at) => element('span', {}, at)),
    ),
    drawing,
    element(
      'figcaption',
      {},
      element('span', { 'aria-hidden': 'true' }, '1'),
      element('span', { class: 'spectrum-words' }, under),
      element('span', { 'aria-hidden': 'true' }, count(coefficients.length)),
    ),
  );
}

function spectrumOf({ cca, svcca, dft, null: chance }: ComparisonReport): Spectrum | undefined {
  if (cca && cca.coefficients.length > 0) {
    return {
      name: 'CCA',
      coefficients: cca.coefficients,
      chance: chance?.coefficients ?? [],
      chanceMean: chance?.mean,
    };
  }
  if (svcca && svcca.coefficients.length > 0) {
    const { coefficients, null: own } = svcca;
    return { name: 'SVCCA', coefficients, chance: own.coefficients, chanceMean: own.mean };
  }
  if (dft && dft.dcCoefficients.length > 0) {
    const { dcCoefficients: coefficients, null: unrelated } = dft;
    return { name: 'Frequency (0, 0)', coefficients, chance: [], chanceMean: unrelated?.dcMean ?? undefined };
  }
  return undefined;
}

/** Descending values lose nothing that can be seen when only some of them are drawn. */
function fewer(values: readonly number[]): number[] {
  if (values.length <= mostPoints) return [...values];
  const step = (values.length - 1) / (mostPoints - 1);
  return Array.from({ length: mostPoints }, (_unused, at) => values[Math.round(at * step)]);
}
