import type { InlineState } from '../../src/protocol/inline';
import { connect, type Host } from '../host';
import { similarityView } from '../views/similarity/similarityView';

const root = document.getElementById('root');
if (root) {
  let host: Host | undefined;
  const view = similarityView((message) => host?.send({ type: 'inline', message }));
  root.append(view.node);
  root.dataset.test = 'status';
  connect<InlineState>((state, from) => {
    host = from;
    view.update(state);
    root.dataset.status = state.status;
  });
}
