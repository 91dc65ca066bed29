import { resolve } from 'node:path';
import { PlanError } from '../analysis/pairs/planError';
import { LensError } from '../errors';
import type { AnalysisResult, AnalyzeSpec, ScanSpec, SelectedArray, Selection } from '../protocol/analysis';
import { readGlobs } from '../protocol/globs';
import { matrixMeasures } from '../protocol/worker';
import type { Notice } from '../similarity/report';
import { wordOption, type OptionValues } from './arguments';
import { compareTexts, optionsFrom, resourcesFrom } from './compareOptions';
import { blockOf } from '../jobs/compare/blockOf';
import { runHere } from './runHere';

/** Flags and options of every analysis of folders. */
export const analysisFlags = ['drop-nonfinite', 'json', 'csv'];
export const globTexts = ['include', 'exclude'];
export const analysisTexts = [...compareTexts, ...globTexts, 'measures', 'measure', 'results'];

/** Bytes of results that --results keeps at most. */
const keptBytes = 256 * 2 ** 20;

/** The layers in folders, archives and files, as their names are read, and what stands beside that. */
export interface Scanned {
  arrays: SelectedArray[];
  warnings: Notice[];
}

/** Which files of folders are looked at: --include and --exclude, each a list of globs with commas between them. */
export function globsFrom({ include, exclude }: OptionValues): Pick<ScanSpec, 'include' | 'exclude'> {
  const globs = (text: string | boolean | undefined) => (typeof text === 'string' ? readGlobs(text) : undefined);
  return { include: globs(include), exclude: globs(exclude) };
}

/** Looks through folders and files. @throws the reason of the first file that cannot be read, or `nothing-found`, when there is no layer. */
export async function scanned(
  roots: readonly string[],
  globs: Pick<ScanSpec, 'include' | 'exclude'>,
): Promise<Scanned> {
  const spec = { roots: roots.map((root) => resolve(root)), ...globs };
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
    arrays: arrays.map(({ shape: _shape, dtype: _dtype, ...array }) => array),
    warnings: [...notices, ...faults],
  };
}

/** What a command line says of an analysis but its arrays. `all`: every score is computed, not only the one asked for. */
export function analysisOptions(
  values: OptionValues,
  all: boolean,
): Pick<Selection, 'schema' | 'kind' | 'options' | 'measure'> {
  const measure = wordOption(values, 'measure', matrixMeasures) ?? 'svcca';
  const options = optionsFrom(values);
  const measures = [...new Set([blockOf[measure], ...(options.measures ?? [])])];
  return { schema: 1, kind: 'cca-lens-selection', options: all ? options : { ...options, measures }, measure };
}

/** An analysis with what a command line allows it, and what the scan had to say before its own warnings. @throws LensError. */
export async function runSelection(
  selection: Selection,
  warnings: readonly Notice[],
  values: OptionValues,
): Promise<AnalysisResult> {
  const { results: folder } = values;
  const results: AnalyzeSpec['results'] =
    typeof folder === 'string' ? { folder: resolve(folder), maxBytes: keptBytes } : undefined;
  const spec = { selection, resources: resourcesFrom(values), results };
  const result = await runHere('analyze', spec).catch((error: unknown) => {
    // What the scan left out may be why nothing is left to analyse.
    if (error instanceof PlanError && warnings.length > 0)
      throw new LensError(error.code, [error, ...warnings].map(({ message }) => message).join(' '));
    throw error;
  });
  return { ...result, warnings: [...warnings, ...result.warnings] };
}
