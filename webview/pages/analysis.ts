import type { AnalysisState } from '../../src/protocol/panel';
import { connect } from '../host';
import { analysisPage } from '../views/analysis/analysisPage';
import { copyCells } from '../views/copyCells';

copyCells(document);
const root = document.getElementById('root');
if (root) connect<AnalysisState>(analysisPage(root));
