import { largestOf } from '../facts/extremes';
import { signOf, signsText, type Standing } from '../facts/standing';
import { clearNotGiven, notGiven } from '../facts/repeatedSamples';
import { standingOfClass, standingOfMean } from '../facts/standingIn';
import { noticeLines } from './noticeLines';
import type { ClassesOfLayer, ClassesResult } from '../facts/analyses/classes';

/** More classes than this make no table. */
const widest = 20;
const columnWidth = 9;

/** The analysis of classes as a person reads it in a terminal: R and adjusted R^2, a row for each layer and a column for each class. */
export function classesText(result: ClassesResult): string {
  const { layers, classes, samples, labels, target } = result;
  const what = target === 'indicator' ? 'classes' : 'logits as targets';
  const lines = [
    `${layers.length === 1 ? '1 layer' : `${layers.length} layers`}, ${samples} samples, ${classes.length} ${classes.length === 1 && target === 'indicator' ? 'class' : what} of ${labels}`,
    ...noticeLines(result.warnings, result.refused),
    ...(result.reading ? ['', result.reading] : []),
    '',
  ];
  const width = Math.max(largestOf(layers.map(({ name }) => name.length)), 5);
  const standings = layers.flatMap((layer): (Standing | undefined)[] => [
    layer.saturated ? 'saturated' : undefined,
    standingOfMean(layer.whole),
    // Of more classes no table is printed.
    ...(classes.length <= widest ? classes.map((_, c) => standingShown(layer, c)) : []),
  ]);
  const explained = signsText(standings);
  const signed = (standing: Standing | undefined): string => (explained === '' ? '' : signOf(standing));
  lines.push(`${'layer'.padEnd(width)}${['rank', 'null R2', 'all', 'adjusted'].map(cell).join('')}`);
  for (const layer of layers) {
    const values = [
      String(layer.rank),
      number(layer.nullR2) + signed(layer.saturated && 'saturated'),
      number(layer.whole?.mean ?? null) + signed(standingOfMean(layer.whole)),
      number(meanOf(layer.adjusted)),
    ];
    lines.push(`${layer.name.padEnd(width)}${values.map(cell).join('')}`);
  }
  lines.push(
    '  null R2: mean of R2 for unrelated data; all: mean CCA with all columns of the labels; adjusted: mean over classes',
  );
  if (layers.some(({ frequencies }) => frequencies))
    lines.push(
      '  by frequency (dft): every number is the mean over the frequencies at which the layer varies, R of complex channels',
      '  there with the column of the class, null R2 of rank / (samples - 1); rank is the largest of a frequency',
    );
  if (classes.length <= widest) {
    for (const [title, values] of [
      ['R, the multiple correlation of each class with the layer', (layer: ClassesOfLayer) => layer.R],
      [
        'R2 adjusted for the number of neurons (unrelated data: 0 on average)',
        (layer: ClassesOfLayer) => layer.adjusted,
      ],
    ] as const) {
      lines.push('', title, `${' '.repeat(width)}${classes.map(({ name }) => cell(name)).join('')}`);
      for (const layer of layers)
        lines.push(
          `${layer.name.padEnd(width)}${values(layer)
            .map((value, c) => cell(number(value) + signed(standingShown(layer, c))))
            .join('')}`.trimEnd(),
        );
    }
  } else lines.push('', `--csv or --json print all ${classes.length} classes.`);
  if (explained !== '') lines.push(`(${explained})`);
  const untold = clearNotGiven(layers);
  if (untold !== undefined) lines.push(untold);
  for (const { model, over, order, repeats } of result.ranking) {
    const list = order.slice(0, widest).map(({ name, early, place }, i) => {
      const before = i === 0 ? '' : place === order[i - 1]!.place ? ' = ' : ', ';
      return `${before}${name} ${early.toFixed(2)}`;
    });
    const of = model === '' ? '' : ` of ${model}`;
    const none = repeats ? notGiven : 'no class is above chance';
    const first = list.length === 0 ? none : list.join('');
    lines.push(
      '',
      `Earliest over the ${over}${of} (mean position of gains): ${first}${order.length > widest ? ', …' : ''}${new Set(order.map(({ place }) => place)).size < order.length ? ' (=: tied)' : ''}`,
    );
  }
  return lines.join('\n');
}

/** A class without a number stands nowhere. */
function standingShown(layer: ClassesOfLayer, c: number): Standing | undefined {
  return layer.R[c] === null ? undefined : standingOfClass(layer, c);
}

function cell(text: string): string {
  return (text.length < columnWidth ? text : `${text.slice(0, columnWidth - 2)}…`).padStart(columnWidth);
}

function number(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
