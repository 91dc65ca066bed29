import type { ComparisonPanels } from './panels/comparisonPanels';
import type { ComparisonRequest } from '../protocol/panel';
import type { Services } from './services';

/** What a part of the extension may use beside the services. */
export interface LensParts {
  services: Services;
  comparisons: ComparisonPanels;
  /** Opens the matrix of the layers of a pair of stacks. */
  showLayers?(request: ComparisonRequest): Promise<void>;
}
