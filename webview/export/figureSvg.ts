import type { Figure } from '../charts/figure';
import { figureDrawing } from './figureDrawing';
import type { FigureStyle } from './figureStyle';
import { heatFigureDrawing, type HeatFigure } from './heatFigureDrawing';
import { svgText } from './vector/svgText';

/** A chart as a file of SVG; it must have been made with the style's palette. */
export function figureSvg(figure: Figure, style: FigureStyle): string {
  return svgText(figureDrawing(figure, style));
}

/** A heat map as a file of SVG. */
export function heatSvg(plan: HeatFigure, style: FigureStyle): string {
  return svgText(heatFigureDrawing(plan, style));
}
