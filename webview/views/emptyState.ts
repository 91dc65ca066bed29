import { element } from '../element';
import { progressRing } from '../toolkit';

/** A page without a subject: what to do to give it one. */
export function emptyState(title: string, advice: string): HTMLElement {
  return element('section', { class: 'empty' }, element('h1', {}, title), element('p', {}, advice));
}

/** The place of a result that is being computed for the first time. */
export function waitingState(words: string): HTMLElement {
  return element('section', { class: 'empty waiting' }, progressRing(), element('p', {}, words));
}
