import type { CalibratedNumber } from '../../../src/facts/analyses/calibratedParts';
import { calibratedConvention, probabilityText } from '../../../src/facts/calibratedWords';
import { dash, score } from '../../../src/facts/numbers';
import type { CalibrateChoice } from '../../../src/facts/options';
import { element } from '../../element';
import type { ValueCell } from '../valueTable';

/** What stands behind a score where it was calibrated: `calibrated 0.61, p 0.005`. */
export function calibratedWords({ value, p, reason }: CalibratedNumber): string {
  if (value === undefined || p === undefined) return `not calibrated: ${reason ?? ''}`;
  return `calibrated ${score(value)}, p ${probabilityText(p)}`;
}

/** A calibrated number in a table: its value with p, or a dash that tells why there is none. */
export function calibratedValue(number: CalibratedNumber | undefined): ValueCell {
  if (!number) return { text: '' };
  const { value, p, reason } = number;
  if (value === undefined || p === undefined) return { text: dash, title: reason };
  return { value, text: `${score(value)} (p ${probabilityText(p)})` };
}

/** How numbers were calibrated, folded beneath them. */
export function calibratedLegend(choice: CalibrateChoice | undefined, further = ''): HTMLElement[] {
  if (!choice) return [];
  const said = `${calibratedConvention(choice)}${further}`;
  return [
    element(
      'details',
      { class: 'calibrated-convention' },
      element('summary', {}, 'How scores were calibrated'),
      element('p', { class: 'caption', 'data-test': 'calibrated-convention' }, said),
    ),
  ];
}
