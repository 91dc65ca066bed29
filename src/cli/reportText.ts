import { append } from '../facts/append';
import { calibratedConvention, calibratedIn, calibratedText, uncalibrated } from '../facts/calibratedWords';
import { shownBlocks, type AnyScore } from '../facts/measures';
import type { NullBound } from '../facts/measures/measure';
import { wholeSamplesText } from '../facts/measures/ofWholeSamples';
import { standingOfScore } from '../facts/measures/standingOfScore';
import { numberText } from '../facts/numbers';
import { pairReading } from '../facts/pairReading';
import { recipeText } from '../facts/recipe';
import type { ComparisonReport } from '../facts/report';
import type { SideReport } from '../facts/reportParts';
import { signOf, signsText, type Standing } from '../facts/standing';
import { frequencyText } from './frequencyText';

/** A comparison as a person reads it in a terminal: whether the sides are alike, then each score with its convention, and the null baseline beside what has one. */
export function reportText(report: ComparisonReport): string {
  const lines = [
    `${side('a', report.a)}`,
    `${side('b', report.b)}`,
    `   ${report.samples} samples, columns centred. ${report.route.reason}`,
    '',
    pairReading(report),
    '',
  ];
  for (const { message } of report.warnings) lines.push(`! ${message}`);
  if (report.warnings.length > 0) lines.push('');
  const list = numbers(report);
  const names = [...list.map(([name]) => name), ...report.skipped.map(({ measure }) => measure)];
  // A number takes all of its eight places where it is very small.
  const width = Math.max(22, ...names.map(({ length }) => length + 1));
  lines.push(
    ...list.map(
      ([name, value, note, standing]) =>
        `${name.padEnd(width)}${numberText(value).padStart(8)}${signOf(standing)}  ${note}`,
    ),
  );
  const explained = signsText(list.map(([, , , standing]) => standing));
  if (explained !== '') lines.push(`(${explained})`);
  append(lines, calibrationLines(report));
  if (report.dft) append(lines, frequencyText(report.dft));
  for (const { measure, message } of report.skipped)
    lines.push(`${measure.padEnd(width)}${'–'.padStart(8)}   ${message}`);
  return lines.join('\n');
}

function side(
  letter: string,
  { path, shape, dtype, samples, features, rank, roundingDimensions = 0, dropped, transposed, recipe }: SideReport,
): string {
  const lost = dropped.length > 0 ? `, ${dropped.length} ${dropped.length === 1 ? 'neuron' : 'neurons'} dropped` : '';
  const rounding = roundingDimensions > 0 ? ` and ${roundingDimensions} of rounding` : '';
  const made = recipe ? `, read as ${samples} x ${features}: ${recipeText(recipe)}` : '';
  return `${letter}  ${path}  (${shape.join(', ')}) ${dtype}, rank ${rank}${rounding}${transposed ? ', read as neurons x samples' : ''}${made}${lost}`;
}

type Line = [name: string, value: number | null, note: string, standing?: Standing | undefined];

/** The numbers of a report in order; a score that is among what was skipped stands there. */
function numbers(report: ComparisonReport): Line[] {
  return shownBlocks.flatMap((facts): Line[] => {
    const { id, scores, lines } = facts;
    const block: unknown = report[id];
    const whole = wholeSamplesText(facts, report);
    if (block === undefined) return [];
    const shown = (scores as readonly AnyScore[]).filter(
      (score) => score.note && !report.skipped.some(({ measure }) => measure === score.id),
    );
    return [
      ...shown.map((score): Line => {
        const calibrated = calibratedIn(block, score);
        const held = calibrated ? `; ${calibratedText(calibrated, score)}` : '';
        const ofWholes = whole === undefined ? '' : `; ${whole}`;
        const note = `${score.note?.(block, report)}${ofWholes}${unrelated(score.nullLevel(block, report), score.bound)}${held}`;
        return [score.term, score.value(block), note, standingOfScore(score, block, report)];
      }),
      ...(lines?.(block) ?? []).map(([name, value, note]): Line => [name, value, note]),
    ];
  });
}

/** How scores were calibrated, and why some were not; nothing where that was not asked for. */
function calibrationLines(report: ComparisonReport): string[] {
  const { calibrate } = report.options;
  const some = shownBlocks.some(({ id, scores }) =>
    scores.some((score) => calibratedIn(report[id], score as AnyScore)),
  );
  if (!calibrate || !some) return [];
  return [
    `(calibrated: ${calibratedConvention(calibrate)})`,
    ...uncalibrated(report).map(({ reason, names }) => `(not calibrated: ${names}. ${reason})`),
  ];
}

/** What unrelated data give, behind a convention; nothing where that is not known. */
function unrelated(level: number | null | undefined, bound?: NullBound): string {
  if (level === undefined || level === null) return '';
  return `; unrelated data of this size: ${bound ? `${bound.words} ` : ''}${numberText(level)}`;
}
