import { largestOf } from '../facts/extremes';
import { append } from '../facts/append';
import { dynamicsFacts, type DynamicsOfModel, type DynamicsResult } from '../facts/analyses/dynamics';
import { usualScore } from '../facts/measures/scores';
import { numberOptions } from '../facts/numberOptions';
import { numberOption } from './arguments';
import { calibratedNotes, calibratedReasons } from './calibratedLines';
import { noticeLines } from './noticeLines';
import { pairsCommand } from './pairsCommand';
import { samplesText } from './samplesText';
import { symmetricWords } from './symmetricWords';
import { standingIn } from '../facts/standingIn';
import { tableText } from './tableText';

const { initial } = dynamicsFacts.choice;

/** What `--help` says of it. */
export const dynamicsUsage = `  cca-lens dynamics FOLDER_OR_FILE... [options]
      how layers come to be what they are at the end: every checkpoint against the final one, models and checkpoints
      read from the names; from where on each layer stays alike, and whether lower layers converge first
      --measure NAME            the score (default ${usualScore})
      --threshold T             a layer counts as converged from where it stays at T or above (default ${initial.threshold})
      --final NAME              the checkpoint that all are held against (default: the last)
      --follow                  go on while the training runs, as run does (below)
      --grid                    each layer against every layer of the final checkpoint as well, in the JSON
`;

/** `cca-lens dynamics`: every checkpoint against the final one, as text, JSON or CSV. @throws LensError. */
export const dynamicsCommand = pairsCommand('dynamics', {
  flags: ['grid'],
  texts: ['final'],
  // Here --threshold is that of convergence; the share of the thresholded mean keeps its default.
  own: ['threshold'],
  choice(values) {
    const threshold = numberOption(values, 'threshold', numberOptions.converged);
    const final = typeof values.final === 'string' ? values.final : undefined;
    return {
      threshold: threshold ?? initial.threshold,
      grid: values.grid === true,
      ...(final === undefined ? {} : { final }),
    };
  },
  text: dynamicsText,
});

/** The course of every layer, and what it says, as a person reads it in a terminal. */
export function dynamicsText(result: DynamicsResult): string {
  const lines = [
    `${samplesText(result)}; ${result.measure}${symmetricWords(result.measure)} with the final checkpoint`,
  ];
  append(lines, noticeLines(result.warnings, result.refused));
  for (const model of result.models) append(lines, ['', ...modelText(model, result.threshold)]);
  append(lines, calibratedNotes(result.options, result.models.flatMap(calibratedReasons)));
  return lines.join('\n');
}

function modelText(
  { model, final, checkpoints, layers, values, atChance, saturated, frozen, reading, calibrated }: DynamicsOfModel,
  threshold: number,
): string[] {
  const title = [model, final && `against ${final}`].filter((part) => part !== '').join(' ');
  const widest = largestOf(layers.map(({ length }) => length));
  return [
    ...(title === '' ? [] : [title]),
    ...tableText(values, { rows: checkpoints, columns: layers, standing: standingIn(atChance, saturated) }),
    ...(calibrated ? ['calibrated', ...tableText(calibrated.values, { rows: checkpoints, columns: layers })] : []),
    `stays at ${threshold} or above from`,
    ...frozen.map(({ layer, checkpoint }) => `  ${layer.padEnd(widest)}  ${checkpoint ?? '-'}`),
    reading,
  ];
}
