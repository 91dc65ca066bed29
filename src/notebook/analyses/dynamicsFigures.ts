import type { DynamicsOfModel, DynamicsResult } from '../../facts/analyses/dynamics';
import { dynamicsWords, lineLimit, unrelatedData } from '../../facts/figureWords';
import { scoreFacts } from '../../facts/measures/scores';
import type { Section } from '../../facts/python/section';
import { axisLimits, drawLines, figureSection, mapColours, pythonLine } from '../figureSection';
import { drawLinesPiece, drawMapPiece } from '../python/figures';
import { pythonList, pythonString } from '../pythonText';
import { ownNull, type PairNumber } from './pairPieces';

const dashed = 'linestyle="--", linewidth=1';

/** The course of each layer of a model over its checkpoints, with what unrelated data give; of many layers a map, too. Behind the section of the model. */
export function dynamicsFigures(
  { model, checkpoints, positions, layers, final }: DynamicsOfModel,
  at: number,
  { models, measure, threshold }: DynamicsResult,
  names: readonly PairNumber[],
): Section {
  const facts = scoreFacts(measure);
  const { label, distance } = facts;
  const many = layers.length > lineLimit;
  const level = ownNull(measure) ?? 'null.cca';
  const key = `SHOWN["models[${at}].${level === 'null.cca' ? 'nullCca' : 'nulls'}"]`;
  const withLevel = names.includes(level);
  const places = positions.every((position, place) => position === place);
  const title = (words: string): string => (models.length > 1 ? `${model}: ${words}` : words);
  const ends = pythonList([Math.min(...positions), Math.max(...positions)].map(String));
  const unrelated = pythonString(unrelatedData);
  const levels = many
    ? [
        pythonLine(unrelatedData, 'places', 'np.fmin.reduce(levels, axis=1)', `color=GREY, ${dashed}`),
        pythonLine(null, 'places', 'np.fmax.reduce(levels, axis=1)', `color=GREY, ${dashed}`),
      ]
    : [`*[(None if i else ${unrelated}, places, line, dict(like=i, ${dashed})) for i, line in enumerate(levels.T)]`];
  const lines = [
    '*[(name, places, line, {}) for name, line in zip(names, values.T)]',
    ...(distance
      ? []
      : [
          pythonLine(
            dynamicsWords.threshold(threshold),
            ends,
            `[${threshold}, ${threshold}]`,
            'color=GREY, linestyle=":", linewidth=1',
          ),
        ]),
    ...(withLevel ? levels : []),
  ];
  const words = { title: title(dynamicsWords.title(label)), x: dynamicsWords.x, y: label };
  const more = [
    ...(places ? ['ticks=checkpoints'] : []),
    axisLimits(facts),
    ...(many ? [`many=${pythonString(dynamicsWords.layer)}`] : []),
  ];
  const mapWords = [title(dynamicsWords.mapTitle(label, final)), dynamicsWords.x, dynamicsWords.layer];
  const map = `
draw_map(
    ${mapWords.map(pythonString).join(', ')},
    columns=checkpoints,
    rows=names,
    values=values.T,
    label=${pythonString(label)},
    ${mapColours(facts)}
)`;
  return figureSection(
    `figures-${at}`,
    [drawLinesPiece, ...(many ? [drawMapPiece] : [])],
    `
names = ${pythonList(layers.map(pythonString))}
checkpoints = ${pythonList(checkpoints.map(pythonString))}
places = ${pythonList(positions.map(String))}
values = np.array(recomputed(cells, SHOWN["models[${at}].values"], "${measure}"), dtype=float)
${withLevel ? `levels = np.array(recomputed(cells, ${key}, "${level}"), dtype=float)\n` : ''}${drawLines(words, lines, more)}${many ? map : ''}`,
  );
}
