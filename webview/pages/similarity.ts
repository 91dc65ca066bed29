import type { InlineState } from '../../src/protocol/inline';
import { element } from '../element';
import { connect, type Host } from '../host';
import { similarityView } from '../views/similarity/similarityView';

const root = document.getElementById('root');
if (root) {
  let host: Host | undefined;
  const view = similarityView((message) => host?.send({ type: 'inline', message }));
  root.append(element('h1', { class: 'hidden' }, 'Similarity'), view.node);
  root.dataset.test = 'status';
  connect<InlineState>((state, from) => {
    host = from;
    view.update(state);
    root.dataset.status = state.status;
  });
}
