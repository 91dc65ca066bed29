import { element } from '../element';
import { button } from '../toolkit';
import { progressLine } from './progressLine';

/** The progress of a job with its Cancel button; one node for the life of the page, so that focus stays on the button. */
interface ProgressStrip {
  node: HTMLElement;
  /** Shows a phase and its fraction (0 to 1), or hides the strip when undefined. */
  update(progress: { phase: string; fraction: number } | undefined): void;
}

/** A hidden strip. */
export function progressStrip(cancel: () => void): ProgressStrip {
  const line = progressLine();
  const stop = button(['Cancel'], cancel, { 'data-test': 'cancel' });
  const node = element('section', { class: 'progress', hidden: true }, line.node, stop);
  return {
    node,
    update(progress) {
      node.hidden = !progress;
      if (progress) line.update(progress);
    },
  };
}
