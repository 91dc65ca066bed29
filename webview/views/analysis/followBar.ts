import { localMoment } from '../../../src/facts/agoWords';
import { counted } from '../../../src/facts/numbers';
import { pageLookSeconds, type FollowEvent } from '../../../src/protocol/follow';
import type { AnalysisState } from '../../../src/protocol/panel';
import { subjectOf } from '../../state/analysisState';
import { element } from '../../element';
import { button } from '../../toolkit';
import { icon } from '../icon';

/** What stands above a result that grows with a training; one node for the life of the page, so that what is unfolded stays so. */
interface FollowBar {
  node: HTMLElement;
  update(state: AnalysisState): void;
}

/** The bar of a training that is followed, or was: whether it is, what happened last, and what came when. */
export function followBar(follow: (on: boolean) => void): FollowBar {
  const words = element('span', { class: 'follow-words', 'data-test': 'follow-words' });
  const last = element('span', { class: 'follow-last', role: 'status', 'data-test': 'follow-last' });
  const pause = button(['Pause'], () => follow(false), { 'data-test': 'follow-pause' });
  const goOn = button(['Follow'], () => follow(true), { 'data-test': 'follow-on' });
  const list = element('ol', { class: 'follow-events', 'data-test': 'follow-events' });
  const title = element('summary', {}, '');
  const fold = element('details', { class: 'follow-fold' }, title, list);
  const node = element(
    'section',
    { class: 'follow-bar', hidden: true, 'aria-label': 'Following the training' },
    element('div', { class: 'follow-line' }, element('div', { class: 'follow-text' }, words, last), pause, goOn),
    fold,
  );
  let drawn: readonly FollowEvent[] | undefined;
  return {
    node,
    update(state) {
      const followed = subjectOf(state)?.follow;
      node.hidden = !followed || (!followed.on && followed.events.length === 0) || state.status === 'setup';
      if (!followed) return;
      const { on, events } = followed;
      node.dataset.follow = on ? 'on' : 'paused';
      const busy = state.status === 'done' ? state.busy : undefined;
      words.textContent = !on
        ? 'Not followed at present.'
        : busy
          ? `Following: ${busy.phase || 'computing'}, ${Math.floor(100 * busy.fraction)}%.`
          : `Following: new checkpoints are looked for every ${pageLookSeconds} seconds.`;
      pause.hidden = !on;
      goOn.hidden = on;
      if (drawn && JSON.stringify(drawn) === JSON.stringify(events)) return;
      drawn = events;
      const newest = [...events].reverse();
      const told = newest.find(({ what }) => what !== 'computed');
      last.textContent = told ? `${localMoment(told.at)} ${told.text}` : '';
      title.textContent = `What came when (${counted(events.length, 'event')})`;
      list.replaceChildren(...newest.map(eventItem));
    },
  };
}

function eventItem({ at, what, text }: FollowEvent): HTMLElement {
  const mark = what === 'settled' ? icon('info') : what === 'unreadable' ? icon('warning') : undefined;
  return element(
    'li',
    { 'data-what': what },
    element('time', { datetime: new Date(at).toISOString() }, localMoment(at)),
    element('span', {}, mark ?? '', text),
  );
}
