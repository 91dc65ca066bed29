import { byteSize } from '../../../src/facts/byteSize';
import type { Asked } from '../../../src/protocol/arrayMessages';
import { element } from '../../element';
import { button } from '../../toolkit';
import { extraStatus } from '../extraStatus';

/** What stands in the place of something that needs all of an array: an offer, its progress, or why there is none. */
interface AskedPart {
  node: HTMLElement;
  update(asked: Asked<unknown, unknown> | undefined): void;
}

/**
 * An empty place.
 * @param what is computed, e.g. `The statistics of every neuron`.
 */
export function askedPart(what: string, actions: { compute(): void; cancel(): void; showLog(): void }): AskedPart {
  const status = extraStatus(`${what}: done.`, actions.cancel, actions.showLog);
  const words = element('p');
  const offer = element(
    'div',
    { class: 'array-offer', hidden: true, 'data-test': 'offer' },
    words,
    button(['Compute'], actions.compute, { 'data-test': 'compute' }, 'primary'),
  );
  return {
    node: element('div', {}, offer, status.node),
    update(asked) {
      const stopped = asked?.status === 'failed';
      offer.hidden = asked?.status !== 'large' && !(stopped && asked.error.code === 'cancelled');
      words.textContent =
        asked?.status === 'large'
          ? `${what} needs all ${byteSize(asked.bytes)} of the array to be read.`
          : `${what} can be computed again.`;
      status.update(asked?.status === 'large' ? undefined : asked);
    },
  };
}
