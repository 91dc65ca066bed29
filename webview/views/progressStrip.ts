import { element } from '../element';
import { button } from '../toolkit';

/** The progress of a job with its Cancel button; one node for the life of the page, so that focus stays on the button. */
export interface ProgressStrip {
  node: HTMLElement;
  /** Shows a phase and its fraction (0 to 1), or hides the strip when undefined. */
  update(progress: { phase: string; fraction: number } | undefined): void;
}

/** A hidden strip. */
export function progressStrip(cancel: () => void): ProgressStrip {
  const words = element('span', { class: 'progress-phase' });
  const fill = element('div', { class: 'progress-fill' });
  const bar = element(
    'div',
    { class: 'progress-bar', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-label': 'Progress' },
    fill,
  );
  const stop = button(['Cancel'], cancel, { 'data-test': 'cancel' });
  const node = element(
    'section',
    { class: 'progress', hidden: true },
    element('div', { class: 'progress-text' }, words, bar),
    stop,
  );
  return {
    node,
    update(progress) {
      node.hidden = !progress;
      if (!progress) return;
      const percent = Math.round(Math.max(0, Math.min(1, progress.fraction)) * 100);
      const phase = progress.phase === '' ? 'Working' : progress.phase[0].toUpperCase() + progress.phase.slice(1);
      words.textContent = `${phase} … ${percent}%`;
      bar.setAttribute('aria-valuenow', String(percent));
      bar.setAttribute('aria-valuetext', `${phase}, ${percent}%`);
      fill.style.width = `${percent}%`;
    },
  };
}
