import { stat } from 'node:fs/promises';
import { append } from '../facts/append';
import { isContainerName } from '../facts/formats';
import { noticesOf } from '../facts/noticesOf';
import { matrixReading } from '../analysis/matrix/matrixReading';
import { withBest } from '../analysis/matrix/matrixResult';
import type { MatrixResult } from '../facts/analyses/matrix';
import { scoreFacts, scoreNames, measureOf, usualScore } from '../facts/measures/scores';
import type { ScoreName } from '../facts/measures';
import type { MatrixOutcome } from '../protocol/matrixJob';
import { matrixCsv } from '../protocol/analysisCsv';
import { parseCommand, wordOption, type OptionValues } from './arguments';
import { addressesOf, asText } from './asChoice';
import { beforeLongPairs, hereFlag } from './beforeLongWork';
import { calibrateFrom, calibrateTexts } from './calibrateOption';
import { calibratedLines } from './calibratedLines';
import { compareTexts, optionsFrom, resourcesFrom } from './compareOptions';
import { LensError } from '../facts/errors';
import type { CompareOptions } from '../facts/options';
import { csvOutput } from './csvOutput';
import { listMembers } from '../jobs/arrays/openArray';
import { exists } from '../jobs/files/exists';
import { expandPaths } from './expandPaths';
import { givenPaths } from './givenPaths';
import { noticeLines } from './noticeLines';
import { requireOneFormat } from './oneFormat';
import { printable } from './printable';
import { resultsFlags, resultsTexts } from './resultsPlace';
import { runHere } from './runHere';
import { shardAnswer } from './shardCommand';
import { samplesText } from './samplesText';
import { analysisOptions, runSelection, scanFlags, scanned, scanTexts } from './scannedSelection';
import { standingIn } from '../facts/standingIn';
import { tableText } from './tableText';

const flags = ['drop-nonfinite', 'json', 'csv', hereFlag, ...scanFlags, ...resultsFlags];
const texts = [...compareTexts, ...calibrateTexts, ...scanTexts, 'measures', 'measure', ...resultsTexts];
// What is said of folders alone.
const ofFolders = [...scanTexts.filter((name) => name !== asText), ...resultsTexts, ...resultsFlags];

/**
 * `cca-lens matrix`: all pairs of files, or of the layers in folders, as tables, JSON or CSV; of one measure with --measure, else of all.
 * @throws LensError.
 */
export async function matrixCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, flags, texts, { count: 1, what: 'files, or a folder', orMore: true });
  requireOneFormat(values);
  const measure = wordOption(values, 'measure', scoreNames);
  const paths = await pathsOf(files);
  const several = values.stack === true || (await Promise.all(paths.map(holdsSeveral))).some(Boolean);
  const found = several ? await ofLayers(paths, measure, values) : await ofFiles(paths, measure, values);
  if (typeof found === 'string') return found;
  const outcome = measure ? { ...found, warnings: noticesOf(found.warnings, measure) } : found;
  if (values.json)
    return JSON.stringify(measure ? { ...outcome, measure, values: outcome.values[measure] } : outcome, null, 1);
  const computed = (measure ? [measure] : scoreNames).filter((name) => hasAny(outcome, name));
  return values.csv
    ? csvOutput(matrixCsv(outcome.paths, outcome.paths, outcome, computed), outcome)
    : matrixText(printable(outcome), computed);
}

/** What words with * and ? stand for that are no file themselves. */
async function pathsOf(words: readonly string[]): Promise<string[]> {
  const found = await Promise.all(words.map(async (word) => ((await exists(word)) ? [word] : expandPaths(word))));
  return found.flat();
}

/** Whether layers are to be looked for in what is named: in a folder, or in an archive of several arrays. */
async function holdsSeveral(path: string): Promise<boolean> {
  if ((await stat(path).catch(() => undefined))?.isDirectory()) return true;
  // What cannot be read is said where it is read.
  return isContainerName(path) && (await listMembers(path).catch(() => [])).length > 1;
}

async function ofFiles(files: string[], measure: ScoreName | undefined, values: OptionValues): Promise<MatrixOutcome> {
  if (files.length < 2)
    throw new LensError(
      'usage',
      'Expected two files or more, a folder, an archive of several arrays, or with --stack a stack of layers (layers, samples, neurons), found 1 file (--help explains the commands).',
    );
  const unused = ofFolders.find((name) => values[name] !== undefined);
  if (unused !== undefined)
    throw new LensError('usage', `--${unused} is for folders and archives; here are only files of one array.`);
  const { addresses, notices } = await addressesOf(files, values);
  const options = { ...optionsFrom(values), calibrate: calibrateFrom(values) };
  const spec = {
    arrays: addresses,
    options: measure ? { ...options, measures: [measureOf(measure)] } : options,
    measure: measure ?? firstOf(options.measures) ?? usualScore,
    resources: resourcesFrom(values),
  };
  await beforeLongPairs(addresses, spec, values);
  const outcome = await runHere('matrix', spec);
  const said = { ...outcome, warnings: [...notices, ...outcome.warnings] };
  const rows = said.paths.map((path) => ({ path, name: path, model: '', checkpoint: '', layer: '', neurons: 0 }));
  const of = said.calibrated?.measure ?? measure ?? [usualScore, ...scoreNames].find((name) => hasAny(said, name));
  const read = of ? matrixReading({ ...said, rows, columns: rows, square: true }, of) : '';
  const reading = withBest(read, said.calibrated, rows, rows);
  return { ...said, ...(reading ? { reading } : {}) };
}

/** The first score of a list of measures. */
function firstOf(listed: CompareOptions['measures']): ScoreName | undefined {
  return scoreNames.find((name) => listed?.includes(measureOf(name)));
}

function hasAny({ values }: MatrixOutcome, name: ScoreName): boolean {
  return (values[name] ?? []).some((row) => row.some((value) => value !== null));
}

/** The layers that a scan of folders, archives and files finds, under the paths that were given; of a shard what it has done. */
async function ofLayers(
  roots: string[],
  measure: ScoreName | undefined,
  values: OptionValues,
): Promise<MatrixOutcome | string> {
  const { arrays, warnings } = await scanned(roots, values);
  // Without a list of measures, and without --measure, every score is computed whatever the first is.
  const first = measure ?? firstOf(optionsFrom(values).measures);
  const options = analysisOptions({ ...values, measure: first }, measure === undefined);
  const selection = { ...options, analysis: 'matrix' as const, arrays };
  const part = await shardAnswer(selection, values);
  if (part !== undefined) return part;
  const result = (await runSelection(selection, warnings, values)) as MatrixResult;
  const shown = givenPaths(roots);
  const { samples, refused, timings } = result;
  return {
    paths: result.rows.map(({ path }) => shown(path)),
    samples,
    ...(result.reading ? { reading: result.reading } : {}),
    values: result.values,
    ...(result.nulls ? { nulls: result.nulls } : {}),
    ...(result.atChance ? { atChance: result.atChance } : {}),
    ...(result.saturated ? { saturated: result.saturated } : {}),
    ...(result.calibrated ? { calibrated: result.calibrated } : {}),
    refused: refused.map((pair) => ({ ...pair, a: shown(pair.a), b: shown(pair.b) })),
    warnings: result.warnings,
    options: result.options,
    timings: { start: 0, ...timings },
  };
}

function matrixText(outcome: MatrixOutcome, measures: readonly ScoreName[]): string {
  const lines = [`${outcome.paths.length} files, ${samplesText(outcome)}; rows and columns in this order:`];
  outcome.paths.forEach((path, i) => lines.push(`  ${i + 1}. ${path}`));
  append(lines, noticeLines(outcome.warnings, outcome.refused));
  if (outcome.reading) lines.push('', outcome.reading);
  for (const measure of measures) {
    const standing = standingIn(outcome.atChance?.[measure], outcome.saturated?.[measure]);
    const heading = [measure, scoreFacts(measure).directed].filter(Boolean).join(': ');
    lines.push('', heading, ...tableText(outcome.values[measure] ?? [], { standing }));
    if (outcome.calibrated?.measure !== measure) continue;
    append(lines, calibratedLines(outcome.calibrated, outcome.options));
    if (measures.length > 1)
      lines.push(
        `(of these ${measures.length} scores ${measure} alone is calibrated: --measure NAME calibrates another)`,
      );
  }
  return lines.join('\n');
}
