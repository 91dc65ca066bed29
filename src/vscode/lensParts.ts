import type { ComparisonPanels } from './panels/comparisonPanels';
import type { Services } from './services';

/** What a part of the extension may use beside the services. */
export interface LensParts {
  services: Services;
  comparisons: ComparisonPanels;
}
