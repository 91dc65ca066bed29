import { resolve } from 'node:path';
import { inGivenOrder } from '../analysis/names/givenOrder';
import { PlanError } from '../analysis/pairs/planError';
import { LensError } from '../facts/errors';
import { readWhole } from '../jobs/files/readWhole';
import type { ScanSpec } from '../protocol/scan';
import type { SelectedArray, Selection } from '../protocol/selection';
import type { AnalysisResult } from '../facts/analyses';
import { readGlobs } from '../facts/typedGlobs';
import { scoreNames, measureOf, usualScore } from '../facts/measures/scores';
import type { Notice } from '../facts/reportParts';
import { wordOption, type OptionValues } from './arguments';
import { asFrom, asText, scannedAs } from './asChoice';
import { beforeLongWork, hereFlag } from './beforeLongWork';
import { calibrateFrom, calibrateTexts } from './calibrateOption';
import { compareTexts, maskFrom, optionsFrom, resourcesFrom } from './compareOptions';
import { mergedResult } from './mergedResult';
import { readPlace, resultsFlags, resultsPlace, resultsTexts } from './resultsPlace';
import { runHere } from './runHere';

/** Flags and options of every analysis of folders. */
export const scanFlags = ['stack'];
export const scanTexts = ['include', 'exclude', 'splits', 'order', asText];
export const analysisFlags = ['drop-nonfinite', 'json', 'csv', hereFlag, ...scanFlags, ...resultsFlags];
export const analysisTexts = [...compareTexts, ...calibrateTexts, ...scanTexts, 'measures', 'measure', ...resultsTexts];

/** The layers in folders, archives and files, as their names are read, and what stands beside that. */
export interface Scanned {
  arrays: SelectedArray[];
  warnings: Notice[];
}

/** Which files of folders are looked at, --include and --exclude (globs with commas between them), and how: --splits, --stack and --as. */
export function scanFrom(values: OptionValues): Omit<ScanSpec, 'roots'> {
  const { include, exclude, stack } = values;
  const globs = (text: string | boolean | undefined) => (typeof text === 'string' ? readGlobs(text) : undefined);
  return {
    include: globs(include),
    exclude: globs(exclude),
    splits: wordOption(values, 'splits', ['join', 'apart']),
    as: asFrom(values),
    ...(stack === true && { stacks: true }),
  };
}

/** Arrays with their layers as --order has them: a text file with a layer a line, or a list with commas. @throws LensError. */
export async function orderedAs({ order }: OptionValues, arrays: SelectedArray[]): Promise<SelectedArray[]> {
  if (typeof order !== 'string') return arrays;
  const text = await readWhole(order, 'layerOrder', order).catch((error: unknown) => {
    if (!(error instanceof LensError)) throw error;
    if (error.code === 'file-not-found' && !/[\\/]|\.txt$/i.test(order)) return order.replaceAll(',', '\n');
    throw new LensError('usage', `--order takes a list of layers or a text file with one a line. ${error.message}`);
  });
  const names = text.split('\n').map((line) => line.trim());
  return inGivenOrder(
    arrays,
    names.filter((name) => name !== ''),
  );
}

/** The layers in folders and files, in the order of --order. @throws the reason of the first file that cannot be read, or `nothing-found`, when there is no layer. */
export async function scanned(
  roots: readonly string[],
  values: OptionValues,
  how: Pick<ScanSpec, 'networks'> = {},
): Promise<Scanned> {
  // A place that cannot be written is told before the first look, which of many files takes long.
  await (values.merge === true ? readPlace : resultsPlace)(values);
  const spec = { roots: roots.map((root) => resolve(root)), ...scanFrom(values), ...how };
  const { arrays, notices, unreadable } = await runHere('scan', spec);
  const faults = unreadable.map(({ code, message }) => ({ code, message }));
  if (arrays.length === 0) {
    const { code, message } = faults[0] ?? {
      code: 'nothing-found',
      message: `No layers were found in ${roots.join(', ')}.`,
    };
    throw new LensError(code, message);
  }
  return {
    arrays: await orderedAs(
      values,
      arrays.map(({ shape: _shape, dtype: _dtype, ...array }) => ({ ...array, ...maskFrom(values) })),
    ),
    warnings: [...notices.map(({ code, message }) => ({ code, message })), ...scannedAs(arrays, spec.as), ...faults],
  };
}

/** What a command line says of an analysis but its arrays. `all`: every score is computed, not only the one asked for. */
export function analysisOptions(
  values: OptionValues,
  all: boolean,
): Pick<Selection, 'schema' | 'kind' | 'options' | 'measure'> {
  const measure = wordOption(values, 'measure', scoreNames) ?? usualScore;
  const options = { ...optionsFrom(values), calibrate: calibrateFrom(values) };
  const measures = [...new Set([measureOf(measure), ...(options.measures ?? [])])];
  return { schema: 1, kind: 'cca-lens-selection', options: all ? options : { ...options, measures }, measure };
}

/**
 * An analysis with what a command line allows it, and what the scan had to say before its own warnings; of --merge what is kept of it alone.
 * @throws LensError.
 */
export async function runSelection(
  selection: Selection,
  warnings: readonly Notice[],
  values: OptionValues,
): Promise<AnalysisResult> {
  const found = values.merge === true ? mergedResult(selection, values) : computedResult(selection, values);
  const result = await found.catch((error: unknown) => {
    // What the scan left out may be why nothing is left to analyse.
    if (error instanceof PlanError && warnings.length > 0)
      throw new LensError(error.code, [error, ...warnings].map(({ message }) => message).join(' '));
    throw error;
  });
  return { ...result, warnings: [...warnings, ...result.warnings] };
}

async function computedResult(selection: Selection, values: OptionValues): Promise<AnalysisResult> {
  const spec = { selection, resources: resourcesFrom(values), results: await resultsPlace(values) };
  await beforeLongWork(spec, values);
  return runHere('analyze', spec);
}
