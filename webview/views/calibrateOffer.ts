import { counted } from '../../src/facts/numbers';
import { usualCalibration } from '../../src/facts/options';
import { reportOf, type ComparisonModel } from '../state/comparisonState';
import { calibrationOf } from '../state/optionsDraft';
import { element } from '../element';
import { costBeside } from './costBeside';
import { plainButton } from './plainButton';

/** The offer beneath the table of scores; one node, as what it offers follows the fields while people type. */
interface CalibrateOffer {
  node: HTMLElement;
  update(model: ComparisonModel): void;
}

/** The offer to calibrate scores that are not, as the fields have it, or to do without where they are; `press` hears which. */
export function calibrateOffer(press: (wanted: boolean) => void): CalibrateOffer {
  let calibrated = false;
  const button = plainButton([], () => press(!calibrated), { 'data-focus': 'calibrate' }, 'link');
  const cost = element('span');
  return {
    node: element('p', { class: 'table-offer' }, button, cost),
    update({ state, draft }) {
      const report = reportOf(state);
      if (!report || !draft) return;
      calibrated = report.options.calibrate !== undefined;
      const { choice, problems } = calibrationOf(draft);
      const known = Object.keys(problems).length === 0;
      const count = known ? counted(choice.permutations, 'permutation') : 'permutations';
      button.textContent = calibrated ? 'Leave Out Calibration' : 'Calibrate by Permutations';
      button.dataset.test = calibrated ? 'calibrate-not' : 'calibrate';
      button.title = calibrated
        ? 'Compute the scores without permutations of the samples'
        : `Hold each score against those of ${count} of the samples, as Options have them`;
      // Known of as many permutations as are usual.
      const usual = state.status === 'done' && !calibrated && known ? (state.further?.calibrate ?? 0) : 0;
      const beside = costBeside((usual * choice.permutations) / usualCalibration.permutations);
      cost.replaceChildren(...(beside ? [beside] : []));
    },
  };
}
