import type { ComparisonState } from '../../src/protocol/panel';
import { connect } from '../host';
import { comparisonPage } from '../views/comparisonPage';
import { copyCells } from '../views/copyCells';

copyCells(document);
const root = document.getElementById('root');
if (root) connect<ComparisonState>(comparisonPage(root));
