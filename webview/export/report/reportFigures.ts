import type { Figure } from '../../charts/figure';
import { lightPalette } from '../../theme';
import type { FigureStyle } from '../figureStyle';
import { figureSvg, heatSvg } from '../figureSvg';
import type { HeatFigure } from '../heatFigureDrawing';
import { pictureHtml } from './reportHtml';

/** Figures of reports: on white paper, as wide as a page of text. */
export const reportStyle: FigureStyle = {
  widthMm: 170,
  fontPt: 8,
  title: '',
  legend: true,
  conventions: false,
  palette: lightPalette,
};

/** A chart with its title and caption. It must have been made with the light palette. */
export function figureHtml(figure: Figure): string {
  const { title, label, caption } = figure;
  return pictureHtml(figureSvg(figure, reportStyle), label, caption === '' ? title : `${title}. ${caption}`);
}

/** A heat map with its title and caption; `label`: what it shows, as a sentence. */
export function heatHtml(heat: HeatFigure, title: string, label: string): string {
  return pictureHtml(heatSvg(heat, reportStyle), label, `${title}. ${heat.caption}`);
}
