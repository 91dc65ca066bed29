import { workspace, type LogOutputChannel } from 'vscode';
import type { AnalyzeSpec } from '../protocol/analysis';
import type { Resources } from '../protocol/worker';
import type { CompareOptions } from '../facts/options';
import type { Orientation, RecipeChoice, SvccaCut } from '../facts/pairOptions';

type Test<T> = (value: unknown) => value is T;

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isRule = (value: unknown): value is SvccaCut['rule'] =>
  value === 'variance' || value === 'unsquared' || value === 'dimensions';
const isLayout = (value: unknown): value is NonNullable<RecipeChoice['layout']> | 'auto' =>
  value === 'auto' || value === 'nhwc' || value === 'nchw';
const isOrientation = (value: unknown): value is Orientation => value === 'samples' || value === 'neurons';
const isRankRule = (value: unknown): value is NonNullable<CompareOptions['rank']> =>
  value === 'numerical' || value === 'exact';
const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
const isShareAboveZero = (value: unknown): value is number => isShare(value) && value > 0;
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isCount = (value: unknown): value is number => isWhole(value) && value >= 1;
const isWorkers = (value: unknown): value is number => isWhole(value) && value <= 8;
// Below 64 MiB there is hardly room for the threads themselves.
const isBudget = (value: unknown): value is number => isWhole(value) && (value === 0 || value >= 64);
const isNonNegative = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && Number.isFinite(value);

const mebibyte = 2 ** 20;

/**
 * Reads `ccaLens.*` settings. VS Code underlines a value outside a setting's range and passes it on all the same; such a value is replaced
 * by the default and noted in the log.
 */
function settingsReader(log: LogOutputChannel) {
  const settings = workspace.getConfiguration('ccaLens');
  return <T>(key: string, fits: Test<T>): T => {
    const value = settings.get<unknown>(key);
    if (fits(value)) return value;
    const fallback = settings.inspect(key)?.defaultValue;
    log.warn(`The setting ccaLens.${key} cannot be ${JSON.stringify(value)}; ${JSON.stringify(fallback)} is used.`);
    return fallback as T;
  };
}

/** The options a new comparison starts with; a value out of range counts as the default. */
export function readOptions(log: LogOutputChannel): CompareOptions {
  const read = settingsReader(log);
  const rule = read('svccaRule', isRule);
  const svcca: SvccaCut =
    rule === 'dimensions'
      ? { rule, count: read('svccaDimensions', isCount) }
      : { rule, fraction: read('svccaVariance', isShareAboveZero) };
  const layout = read('layout', isLayout);
  const orientation = read('orientation', isOrientation);
  return {
    svcca,
    epsilon: read('epsilon', isNonNegative),
    threshold: read('threshold', isShare),
    dropNonFinite: read('dropNonFinite', isBoolean),
    robust: read('robust', isBoolean),
    // Samples first is what is read where nothing is said, so that labels and ids may still say otherwise.
    ...(orientation === 'neurons' && { orientation }),
    ...(read('rank', isRankRule) === 'exact' && { rank: 'exact' as const }),
    ...(layout !== 'auto' && { recipe: { layout } }),
  };
}

/**
 * What a job may use of the machine; a value out of range counts as the default.
 * @param folder where factors are kept on disk, unless the settings say that none are.
 */
export function readResources(log: LogOutputChannel, folder: string): Resources {
  const read = settingsReader(log);
  const budget = read('memoryBudget', isBudget);
  const kept = read('cacheSize', isWhole);
  return {
    // 0 leaves the choice to the engine, as an absent value does.
    workers: read('workers', isWorkers) || undefined,
    memoryBytes: budget > 0 ? budget * mebibyte : undefined,
    cache: kept > 0 ? { folder, maxBytes: kept * mebibyte } : undefined,
  };
}

/** Where results of pairs are kept on disk and how much of them; undefined when the settings say that nothing is kept. */
export function readResultsPlace(log: LogOutputChannel, folder: string): AnalyzeSpec['results'] {
  const kept = settingsReader(log)('cacheSize', isWhole);
  return kept > 0 ? { folder, maxBytes: kept * mebibyte } : undefined;
}
