import type { AnalysisState } from '../src/protocol/panel';
import { connect } from './host';

const root = document.getElementById('root');
if (root) connect<AnalysisState>(({ status }) => (root.textContent = status));
