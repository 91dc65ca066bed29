import type { ArrayState, WindowMessage } from '../../src/protocol/arrayMessages';
import { connect } from '../host';
import { arrayPage } from '../views/array/arrayPage';
import { copyCells } from '../views/copyCells';

copyCells(document);
const root = document.getElementById('root');
if (root) {
  const page = arrayPage(root);
  connect<ArrayState, WindowMessage>(page.update, page.hear);
}
