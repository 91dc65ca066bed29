import { isAbsolute } from 'node:path';
import { workspace, type LogOutputChannel } from 'vscode';
import type { AnalyzeSpec } from '../protocol/analysisRun';
import type { Resources } from '../protocol/resources';
import type { CompareOptions } from '../facts/options';
import { measureNames, usualMeasures, type ScoreName } from '../facts/measures';
import { scoreNames } from '../facts/measures/scores';
import { numberOptions, takes, type NumberOption } from '../facts/numberOptions';
import { layouts, orientations, rankRules, svccaRules, type SvccaCut } from '../facts/pairOptions';

type Test<T> = (value: unknown) => value is T;

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isOneOf =
  <W extends string>(words: readonly W[]) =>
  (value: unknown): value is W =>
    words.some((word) => word === value);
const isNumber =
  (option: NumberOption) =>
  (value: unknown): value is number =>
    takes(option, value);
/** A list of one or more of some words. */
const isSomeOf =
  <W extends string>(words: readonly W[]) =>
  (value: unknown): value is W[] =>
    Array.isArray(value) && value.length > 0 && value.every(isOneOf(words));
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
// 0 leaves the choice to the engine.
const isWorkers = (value: unknown): value is number => value === 0 || takes(numberOptions.workers, value);
// Below 64 MiB there is hardly room for the threads themselves.
const isBudget = (value: unknown): value is number => isWhole(value) && (value === 0 || value >= 64);

const isLibrary = (value: unknown): value is string =>
  typeof value === 'string' && (value === 'off' || value === 'auto' || isAbsolute(value));

const isProgramPath = (value: unknown): value is string =>
  typeof value === 'string' && (value === '' || isAbsolute(value));

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
  const rule = read('svccaRule', isOneOf(svccaRules));
  const svcca: SvccaCut =
    rule === 'dimensions'
      ? { rule, count: read('svccaDimensions', isNumber(numberOptions.dimensions)) }
      : { rule, fraction: read('svccaVariance', isNumber(numberOptions.fraction)) };
  const layout = read('layout', isOneOf(['auto', ...layouts] as const));
  const orientation = read('orientation', isOneOf(orientations));
  const chosen = read('measures', isSomeOf(measureNames));
  const measures = measureNames.filter((name) => chosen.includes(name));
  const neighbours = read('neighbours', isNumber(numberOptions.neighbours));
  const bandwidth = read('bandwidth', isNumber(numberOptions.bandwidth));
  return {
    svcca,
    epsilon: read('epsilon', isNumber(numberOptions.epsilon)),
    threshold: read('threshold', isNumber(numberOptions.threshold)),
    dropNonFinite: read('dropNonFinite', isBoolean),
    robust: read('robust', isBoolean),
    // Samples first is what is read where nothing is said, so that labels and ids may still say otherwise.
    ...(orientation === 'neurons' && { orientation }),
    ...(read('rank', isOneOf(rankRules)) === 'exact' && { rank: 'exact' as const }),
    ...(layout !== 'auto' && { recipe: { layout } }),
    // What is usual is not said, so that options that say nothing are the same ones.
    ...(neighbours !== numberOptions.neighbours.usual && { neighbours }),
    ...(bandwidth !== numberOptions.bandwidth.usual && { bandwidth }),
    ...(measures.join() !== usualMeasures.join() && { measures }),
  };
}

/** The scores of a pair that the side bar shows, in the order in which they were chosen. */
export function readSideBarScores(log: LogOutputChannel): ScoreName[] {
  return [...new Set(settingsReader(log)('sideBarScores', isSomeOf(scoreNames)))];
}

/**
 * What a job may use of the machine; a value out of range counts as the default.
 * @param folder where factors are kept on disk, unless the settings say that none are.
 */
export function readResources(log: LogOutputChannel, folder: string): Resources {
  const read = settingsReader(log);
  const budget = read('memoryBudget', isBudget);
  const kept = read('cacheSize', isWhole);
  const native = read('nativeLibrary', isLibrary);
  return {
    // 0 leaves the choice to the engine, as an absent value does.
    workers: read('workers', isWorkers) || undefined,
    memoryBytes: budget > 0 ? budget * mebibyte : undefined,
    cache: kept > 0 ? { folder, maxBytes: kept * mebibyte } : undefined,
    // Foreign code is loaded where the workspace is trusted, and nowhere else.
    ...(native !== 'off' && workspace.isTrusted && { native }),
  };
}

/** The programs of a cluster, of the machine's settings: the paths of sbatch and of Node.js; undefined for those of the PATH. */
export function readSlurm(log: LogOutputChannel): { sbatch: string | undefined; node: string | undefined } {
  const read = settingsReader(log);
  return { sbatch: read('sbatch', isProgramPath) || undefined, node: read('clusterNode', isProgramPath) || undefined };
}

/** Where results of pairs are kept on disk and how much of them; undefined when the settings say that nothing is kept. */
export function readResultsPlace(log: LogOutputChannel, folder: string): AnalyzeSpec['results'] {
  const kept = settingsReader(log)('cacheSize', isWhole);
  return kept > 0 ? { folder, maxBytes: kept * mebibyte } : undefined;
}
