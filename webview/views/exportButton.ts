import { heatFigureDrawing } from '../export/heatFigureDrawing';
import { button } from '../toolkit';
import { openExport, type ExportSource } from './exportDialog';
import type { HeatMapPlan } from './heatMapPlan';
import { icon } from './icon';

/** A heat map that can leave the page; `subject` is what it is of. */
export interface HeatExport extends Omit<ExportSource, 'draw'> {
  plan: HeatMapPlan;
}

/** The button that opens the dialog for a figure, as it is at that moment; `what` names it to those who hear it. */
export function exportButton(what: string, shown: () => ExportSource | undefined): HTMLElement {
  return button(
    [icon('save')],
    () => {
      const source = shown();
      if (source) openExport(source);
    },
    { 'data-test': 'export-figure', title: 'Export Figure…', 'aria-label': `Export Figure: ${what}` },
    'icon',
  );
}

/** The same for a heat map. */
export function heatExportButton(what: string, shown: () => HeatExport | undefined): HTMLElement {
  return exportButton(what, () => {
    const heat = shown();
    if (!heat) return undefined;
    const { plan, ...source } = heat;
    const caption = [`${source.subject}.`, plan.caption].filter((part) => part !== '').join(' ');
    return { ...source, draw: (style) => heatFigureDrawing({ ...plan, caption }, style) };
  });
}
