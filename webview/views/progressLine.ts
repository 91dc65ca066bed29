import { element } from '../element';

/** What a job is doing, in words and as a bar; one node for the life of its page. */
interface ProgressLine {
  node: HTMLElement;
  /** Shows a phase and its fraction, 0 to 1. */
  update(progress: { phase: string; fraction: number }): void;
}

/** A line without progress as yet. */
export function progressLine(): ProgressLine {
  const words = element('span', { class: 'progress-phase' });
  const fill = element('div', { class: 'progress-fill' });
  const bar = element(
    'div',
    { class: 'progress-bar', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-label': 'Progress' },
    fill,
  );
  return {
    node: element('div', { class: 'progress-text' }, words, bar),
    update({ phase: doing, fraction }) {
      const percent = Math.round(Math.max(0, Math.min(1, fraction)) * 100);
      const phase = doing === '' ? 'Working' : doing[0].toUpperCase() + doing.slice(1);
      words.textContent = `${phase} … ${percent}%`;
      bar.setAttribute('aria-valuenow', String(percent));
      bar.setAttribute('aria-valuetext', `${phase}, ${percent}%`);
      fill.style.width = `${percent}%`;
    },
  };
}
