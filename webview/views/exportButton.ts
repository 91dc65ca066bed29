import { heatFigureDrawing } from '../export/heatFigureDrawing';
import { button } from '../toolkit';
import { openExport, type ExportSource } from './exportDialog';
import type { HeatMapPlan } from './heatMapPlan';
import { icon } from './icon';

/** A heat map that can leave the page; `subject` is what it is of. */
export interface HeatExport extends Omit<ExportSource, 'draw'> {
  plan: HeatMapPlan;
}

/** The button that opens the dialog for a heat map, as it is at that moment; `what` names it to those who hear it. */
export function heatExportButton(what: string, shown: () => HeatExport | undefined): HTMLElement {
  return button(
    [icon('save')],
    () => {
      const heat = shown();
      if (!heat) return;
      const { plan, ...source } = heat;
      const caption = [`${source.subject}.`, plan.caption].filter((part) => part !== '').join(' ');
      openExport({ ...source, draw: (style) => heatFigureDrawing({ ...plan, caption }, style) });
    },
    { 'data-test': 'export-figure', title: 'Export Figure…', 'aria-label': `Export Figure: ${what}` },
    'icon',
  );
}
