import { duration } from '../../src/facts/duration';
import { element } from '../element';

/** Seconds from which on it is said what computing takes. */
const considerable = 3;

/** What something that is offered takes, beside it; false where that is not known or little. */
export function costBeside(seconds = 0): HTMLElement | false {
  return seconds >= considerable && element('span', { class: 'small-print' }, ` about ${duration(seconds)}`);
}
