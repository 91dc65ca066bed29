import type { Calibrated } from '../../src/facts/calibrated';
import { calibratedConvention, probabilityText } from '../../src/facts/calibratedWords';
import { counted, dash, score } from '../../src/facts/numbers';
import type { CalibrateChoice } from '../../src/facts/options';
import { element } from '../element';
import { tip } from './tip';

/** The heading of a column of calibrated scores. */
export function calibratedHead(choice: CalibrateChoice): HTMLElement {
  return element('th', { scope: 'col', class: 'calibrated' }, tip(['Calibrated'], calibratedConvention(choice)));
}

/** A calibrated score with its p, or a dash that tells why there is none; empty where the score was not calibrated. */
export function calibratedCell(calibrated: Calibrated | undefined): HTMLElement {
  if (!calibrated) return element('td', { class: 'calibrated' });
  const { value, threshold, p, permutations, reason } = calibrated;
  const known =
    threshold === undefined ? '' : `Threshold ${score(threshold)} of ${counted(permutations, 'permutation')}. `;
  const exact = value === undefined ? undefined : String(value);
  const content =
    value === undefined
      ? [tip([dash], `${known}${reason ?? ''}`)]
      : [tip([score(value)], known.trim()), ' ', element('span', { class: 'probability' }, `p ${probabilityText(p!)}`)];
  return element('td', { class: 'calibrated', 'data-calibrated': exact ?? '', 'data-value': exact }, ...content);
}
