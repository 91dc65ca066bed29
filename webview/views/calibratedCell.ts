import type { Calibrated } from '../../src/facts/calibrated';
import { calibratedConvention, probabilityText } from '../../src/facts/calibratedWords';
import { dash, score } from '../../src/facts/numbers';
import { usualCalibration, type CalibrateChoice } from '../../src/facts/options';
import { element } from '../element';
import { plainButton } from './plainButton';
import { tip } from './tip';

/** The heading of a column of calibrated scores. */
export function calibratedHead(choice: CalibrateChoice): HTMLElement {
  return element('th', { scope: 'col', class: 'calibrated' }, tip(['Calibrated'], calibratedConvention(choice)));
}

/** A calibrated score with its p, or a dash that tells why there is none; empty where the score was not calibrated. */
export function calibratedCell(calibrated: Calibrated | undefined): HTMLElement {
  if (!calibrated) return element('td', { class: 'calibrated' });
  const { value, threshold, p, permutations, reason } = calibrated;
  const known = threshold === undefined ? '' : `Threshold ${score(threshold)} of ${permutations} permutations. `;
  const exact = value === undefined ? undefined : String(value);
  const content =
    value === undefined
      ? [tip([dash], `${known}${reason ?? ''}`)]
      : [tip([score(value)], known.trim()), ' ', element('span', { class: 'probability' }, `p ${probabilityText(p!)}`)];
  return element('td', { class: 'calibrated', 'data-calibrated': exact ?? '', 'data-value': exact }, ...content);
}

/** The offer to calibrate scores that are not, or to do without where they are: it is computed anew with whatever else is changed. */
export function calibrateOffer(choice: CalibrateChoice | undefined, calibrate: (wanted: boolean) => void): HTMLElement {
  const what = choice
    ? 'Compute the scores without permutations of the samples'
    : `Hold each score against those of ${usualCalibration.permutations} permutations of the samples`;
  return plainButton(
    [choice ? 'Leave Out Calibration' : 'Calibrate by Permutations'],
    () => calibrate(choice === undefined),
    { title: what, 'data-test': choice ? 'calibrate-not' : 'calibrate', 'data-focus': 'calibrate' },
    'link',
  );
}
