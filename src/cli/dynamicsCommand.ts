import { largestOf } from '../facts/extremes';
import { append } from '../facts/append';
import { defaultThreshold } from '../analysis/selection/firstSelection';
import type { DynamicsOfModel, DynamicsResult } from '../protocol/analysisResults';
import { analysisCsv } from '../protocol/analysisCsv';
import { numberOption, parseCommand } from './arguments';
import { csvOutput } from './csvOutput';
import { noticeLines } from './noticeLines';
import { requireOneFormat } from './oneFormat';
import { printable } from './printable';
import { samplesText } from './samplesText';
import { symmetricWords } from './symmetricWords';
import { analysisFlags, analysisOptions, analysisTexts, runSelection, scanned } from './scannedSelection';
import { standingIn } from '../facts/standingIn';
import { tableText } from './tableText';

/** `cca-lens dynamics`: every checkpoint against the final one, as text, JSON or CSV. @throws LensError. */
export async function dynamicsCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, [...analysisFlags, 'grid'], [...analysisTexts, 'final'], {
    count: 1,
    what: 'a folder, or files',
    orMore: true,
  });
  requireOneFormat(values);
  const threshold =
    numberOption(values, 'threshold', (value) => value >= 0 && value <= 1, 'a number from 0 to 1') ?? defaultThreshold;
  const final = typeof values.final === 'string' ? values.final : undefined;
  // Here --threshold is that of convergence; the share of the thresholded mean keeps its default.
  const options = analysisOptions({ ...values, threshold: undefined }, false);
  const { arrays, warnings } = await scanned(files, values);
  const dynamics = { threshold, grid: values.grid === true, ...(final === undefined ? {} : { final }) };
  const result = (await runSelection(
    { ...options, analysis: 'dynamics', arrays, dynamics },
    warnings,
    values,
  )) as DynamicsResult;
  if (values.json) return JSON.stringify(result, null, 1);
  return values.csv ? csvOutput(analysisCsv(result), result) : dynamicsText(printable(result));
}

/** The course of every layer, and what it says, as a person reads it in a terminal. */
export function dynamicsText(result: DynamicsResult): string {
  const lines = [
    `${samplesText(result)}; ${result.measure}${symmetricWords(result.measure)} with the final checkpoint`,
  ];
  append(lines, noticeLines(result.warnings, result.refused));
  for (const model of result.models) append(lines, ['', ...modelText(model, result.threshold)]);
  return lines.join('\n');
}

function modelText(
  { model, final, checkpoints, layers, values, atChance, saturated, frozen, reading }: DynamicsOfModel,
  threshold: number,
): string[] {
  const title = [model, final && `against ${final}`].filter((part) => part !== '').join(' ');
  const widest = largestOf(layers.map(({ length }) => length));
  return [
    ...(title === '' ? [] : [title]),
    ...tableText(values, { rows: checkpoints, columns: layers, standing: standingIn(atChance, saturated) }),
    `stays at ${threshold} or above from`,
    ...frozen.map(({ layer, checkpoint }) => `  ${layer.padEnd(widest)}  ${checkpoint ?? '-'}`),
    reading,
  ];
}
