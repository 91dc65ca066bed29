import { resolve } from 'node:path';
import type { ScanOutcome, SelectedArray, Selection } from '../protocol/analysis';
import { matrixMeasures } from '../protocol/worker';
import { wordOption, type OptionValues } from './arguments';
import { compareTexts, optionsFrom, resourcesFrom } from './compareOptions';
import { blockOf } from './measureBlocks';
import { runHere } from './runHere';

/** Flags and options of every analysis of folders. */
export const analysisFlags = ['drop-nonfinite', 'json', 'csv'];
export const analysisTexts = [...compareTexts, 'measure', 'results'];

/** Bytes of results that --results keeps at most. */
const keptBytes = 256 * 2 ** 20;

/** The layers in folders, archives and files, as their names are read. @throws LensErrors of the scan. */
export async function scanned(roots: readonly string[]): Promise<ScanOutcome> {
  return runHere('scan', { roots: roots.map((root) => resolve(root)) });
}

/** What was found, as a selection holds it. */
export function selectedArrays({ arrays }: ScanOutcome): SelectedArray[] {
  return arrays.map(({ shape: _shape, dtype: _dtype, ...array }) => array);
}

/** What a command line says of an analysis but its arrays. `all`: every score is computed, not only the one asked for. */
export function analysisOptions(
  values: OptionValues,
  all: boolean,
): Pick<Selection, 'schema' | 'kind' | 'options' | 'measure'> {
  const measure = wordOption(values, 'measure', matrixMeasures) ?? 'svcca';
  const options = optionsFrom(values);
  return {
    schema: 1,
    kind: 'cca-lens-selection',
    options: all ? options : { ...options, measures: [...new Set([blockOf[measure], ...(options.measures ?? [])])] },
    measure,
  };
}

/** What an analysis may use, and where it keeps its results. @throws LensError `usage`. */
export function analysisResources(
  values: OptionValues,
): { resources: ReturnType<typeof resourcesFrom>; results?: { folder: string; maxBytes: number } } {
  const { results } = values;
  return {
    resources: resourcesFrom(values),
    ...(typeof results === 'string' ? { results: { folder: resolve(results), maxBytes: keptBytes } } : {}),
  };
}
