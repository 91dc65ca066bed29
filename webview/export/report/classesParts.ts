import type { ClassesResult } from '../../../src/facts/analyses/classes';
import { classModels, lastSlices } from '../../../src/facts/analyses/classSlices';
import { clearNotGiven, notGiven } from '../../../src/facts/repeatedSamples';
import { percent, tabular } from '../../../src/facts/numbers';
import { standingOfClass, standingOfMean } from '../../../src/facts/standingIn';
import { classFigure } from '../../charts/classFigures';
import { filterClasses } from '../../state/shownClasses';
import { lightPalette } from '../../theme';
import { classConventions } from '../../words/conventions';
import { standingText } from '../../words/standingMark';
import { figureHtml } from './reportFigures';
import { asText, factsHtml, sectionHtml, tableHtml } from './reportHtml';

/** How well each class can be read off the layers: pictures over layers and checkpoints, every number, and which classes are there first. */
export function classesParts(result: ClassesResult): string[] {
  const places = filterClasses(result, '');
  const models = classModels(result);
  const courses = models.map((model) => {
    const drawn = lastSlices(result, model).filter(({ names }, at) => names.length > 1 || at === 0);
    return sectionHtml(
      model === '' ? 'Classes' : `Classes in ${model}`,
      ...drawn.map((slice) => figureHtml(classFigure(result, slice, places, 'R', lightPalette))),
      ...result.ranking.filter((one) => one.model === model).map(rankingTable),
    );
  });
  const unclear = clearNotGiven(result.layers);
  const { R, adjusted, whole, frequencies, early } = classConventions;
  const explained = [R, adjusted, whole, ...(result.layers.some((one) => one.frequencies) ? [frequencies] : []), early];
  return [
    ...courses,
    sectionHtml('Every layer', numbersTable(result), unclear === undefined ? '' : `<p>${asText(unclear)}</p>`),
    sectionHtml('Conventions', factsHtml(explained.map((text, at) => [String(at + 1), text]))),
  ];
}

function rankingTable({ over, order, repeats }: ClassesResult['ranking'][number]): string {
  const title = over === 'layers' ? 'First there over the layers' : 'First learned over the checkpoints';
  if (order.length === 0)
    return `<p>${asText(`${title}: ${repeats ? `the order is ${notGiven}` : 'no class is above chance'}.`)}</p>`;
  return tableHtml({
    caption: title,
    head: ['Class', 'Place', 'Mean position'],
    rows: order.map(({ name, place, early }) => [name, String(place), tabular(early)]),
  });
}

function numbersTable({ classes, layers }: ClassesResult): string {
  const rows = layers.flatMap((layer) => [
    [
      layer.name,
      'all classes (mean CCA)',
      standingText(layer.whole?.mean ?? null, standingOfMean(layer.whole)),
      '',
      '',
    ],
    ...classes.map(({ name }, place) => [
      layer.name,
      name,
      standingText(layer.R[place] ?? null, standingOfClass(layer, place)),
      tabular(layer.adjusted[place] ?? null),
      percent(layer.nullR2),
    ]),
  ]);
  return tableHtml({
    caption: 'R and adjusted R² of each class',
    head: ['Layer', 'Class', 'R', 'Adjusted R²', 'E[R²] of unrelated data'],
    rows,
  });
}
