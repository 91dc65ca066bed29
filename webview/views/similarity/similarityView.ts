import type { FromInline, InlineState } from '../../../src/protocol/inline';
import { element } from '../../element';

/** The inline similarity panel; one node for the life of its page. */
export interface SimilarityView {
  node: HTMLElement;
  update(state: InlineState): void;
}

/** Builds the inline panel. It uses plain elements and SVG alone, for it is drawn in narrow places. */
export function similarityView(_send: (message: FromInline) => void): SimilarityView {
  const node = element('section', { class: 'similarity', 'aria-label': 'Similarity' });
  return { node, update: (state) => void (node.textContent = state.subject?.name ?? '') };
}
