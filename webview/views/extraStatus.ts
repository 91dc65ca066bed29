import type { Extra } from '../../src/protocol/extra';
import { element } from '../element';
import { failure } from './failure';
import { progressStrip } from './progressStrip';

/** Progress or failure of something that was asked beyond a report; one node for the life of its section. */
interface ExtraStatus {
  node: HTMLElement;
  update(extra: Extra<unknown, unknown> | undefined): void;
}

/** An empty status. `said` is what a screen reader hears at the end. */
export function extraStatus(said: string, cancel: () => void, showLog: () => void): ExtraStatus {
  const strip = progressStrip(cancel);
  const message = element('div');
  const live = element('p', { class: 'hidden', role: 'status' });
  const node = element('div', {}, strip.node, message, live);
  let before: Extra<unknown, unknown>['status'] | undefined;
  return {
    node,
    update(extra) {
      strip.update(extra?.status === 'loading' ? extra : undefined);
      if (extra?.status === before && extra?.status !== 'failed') return;
      before = extra?.status;
      message.replaceChildren(...(extra?.status === 'failed' ? [failure(extra.error, [], showLog)] : []));
      live.textContent = extra?.status === 'done' ? said : '';
    },
  };
}
