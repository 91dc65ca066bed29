import type { InspectionState } from '../src/protocol/panel';
import { connect } from './host';
import { inspectionPage } from './views/inspectionPage';

const root = document.getElementById('root');
if (root) connect<InspectionState>(inspectionPage(root));
