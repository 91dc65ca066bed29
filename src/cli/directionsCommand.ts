import { largestOf } from '../facts/extremes';
import { append } from '../facts/append';
import { LensError } from '../facts/errors';
import { csv, type CsvField } from '../facts/csv';
import { numberOptions } from '../facts/numberOptions';
import { rankRules } from '../facts/pairOptions';
import { projectionBases } from '../facts/projectionBases';
import type { CanonicalDirection, DirectionsOutcome, ProjectionRequest } from '../protocol/pairExtras';
import type { CompareSpec } from '../protocol/compareJob';
import { numberOption, parseCommand, wordOption, type OptionValues } from './arguments';
import { addressesOf, asText } from './asChoice';
import { compareFlags, compareTexts, optionsFrom, resourcesFrom } from './compareOptions';
import { csvOutput } from './csvOutput';
import { requireOneFormat } from './oneFormat';
import { printable } from './printable';
import { runHere } from './runHere';

const flags = [...compareFlags, 'json', 'csv', 'transpose-a', 'transpose-b', 'no-transpose-a', 'no-transpose-b'];
// Directions are those of plain CCA.
const scores = ['svcca-variance', 'svcca-dims', 'svcca-rule', 'epsilon', 'threshold', 'neighbours', 'bandwidth'];
const texts = [
  ...compareTexts.filter((name) => !scores.includes(name)),
  asText,
  'count',
  'frequency',
  'points',
  'labels',
  'names',
  'project',
  'out',
];

/** Neurons of a side that are printed for people; JSON and CSV have all that are listed. */
const printed = 5;

/**
 * `cca-lens directions`: the first canonical directions of two arrays, the neurons that carry each and its classes, as text, JSON
 * (media/directions.schema.json) or CSV; with --project also projections as files. @throws LensError.
 */
export async function directionsCommand(args: string[]): Promise<string> {
  const { files, values: given } = parseCommand(args, flags, texts, { count: 2, what: 'two files' });
  const { values, rank } = ranksFrom(given);
  requireOneFormat(values);
  const { addresses, notices } = await addressesOf(files, values);
  const pair: CompareSpec = {
    a: addresses[0]!,
    b: addresses[1]!,
    options: optionsFrom(values),
    resources: resourcesFrom(values),
  };
  const projection = projectionFrom(values, rank);
  const frequency = frequencyFrom(values);
  const outcome = await runHere('directions', {
    ...pair,
    request: {
      frequency,
      count: numberOption(values, 'count', numberOptions.directions) ?? numberOptions.directions.usual,
      points: numberOption(values, 'points', numberOptions.points) ?? numberOptions.points.usual,
      labels: typeof values.labels === 'string' ? { path: values.labels } : undefined,
      names: typeof values.names === 'string' ? values.names : undefined,
    },
  });
  append(outcome.notices, notices);
  const written = projection ? (await runHere('writeProjections', { ...pair, request: projection })).files : [];
  if (values.json) return JSON.stringify(projection ? { ...outcome, files: written } : outcome, null, 2);
  if (values.csv) return csvOutput(directionsCsv(outcome), { warnings: outcome.notices });
  return [directionsText(printable(outcome)), ...printable(written).map((file) => `wrote ${file}`)].join('\n');
}

function frequencyFrom({ frequency, conv }: OptionValues): [number, number] | undefined {
  if (typeof frequency !== 'string') return undefined;
  if (conv !== 'dft') throw new LensError('usage', '--frequency chooses one of --conv dft; give both.');
  const match = /^\s*(-?\d{1,7})\s*,\s*(-?\d{1,7})\s*$/.exec(frequency);
  if (!match)
    throw new LensError(
      'usage',
      `--frequency takes V,U, whole cycles down and across a map (--frequency=-1,2 where the first is negative), not "${frequency}".`,
    );
  return [Number(match[1]), Number(match[2])];
}

/** Here `--rank` is the number of a projection's directions, or the rule by which directions count, or both with a comma between them. */
function ranksFrom(given: OptionValues): { values: OptionValues; rank: OptionValues } {
  if (typeof given.rank !== 'string') return { values: given, rank: {} };
  const { rank, ...values } = given;
  const parts = rank.split(',').map((part) => part.trim());
  const isRule = (part: string): boolean => rankRules.some((rule) => rule === part);
  const rules = parts.filter(isRule);
  const counts = parts.filter((part) => !isRule(part));
  if (rules.length > 1 || counts.length > 1)
    throw new LensError(
      'usage',
      `--rank takes one number, one of ${rankRules.join(' and ')}, or K,exact, not "${rank}".`,
    );
  return {
    values: rules[0] === undefined ? values : { ...values, rank: rules[0] },
    rank: counts[0] === undefined ? {} : { rank: counts[0] },
  };
}

function projectionFrom(values: OptionValues, ofRank: OptionValues): ProjectionRequest | undefined {
  const by = wordOption(values, 'project', projectionBases);
  const rank = numberOption(ofRank, 'rank', numberOptions.projectionRank);
  const folder = values.out;
  if (by === undefined && rank === undefined && folder === undefined) return undefined;
  if (by === undefined || rank === undefined || typeof folder !== 'string') {
    throw new LensError(
      'usage',
      `Projections take all three of --project ${projectionBases.join('|')}, --rank K and --out FOLDER.`,
    );
  }
  return { by, rank, folder };
}

function directionsText({ samples, classNames, directions, notices, frequency }: DirectionsOutcome): string {
  const lines = frequency
    ? [
        `${samples} samples; complex CCA of the channels at frequency ${frequency.at.join(', ')} of ${frequency.height} x ${frequency.width} (cycles down and across a map)`,
        "variates are real parts of complex ones of unit variance, in the phase of a's largest loading; loadings are magnitudes",
      ]
    : [`${samples} samples; variates of unit variance, loadings are correlations of neurons with them`];
  for (const { message } of notices) lines.push(`! ${message}`);
  for (const direction of directions) {
    lines.push('', `direction ${direction.index + 1}, correlation ${direction.correlation.toFixed(4)}`);
    lines.push(`  neurons of a   ${neuronsText(direction.neuronsA)}`);
    lines.push(`  neurons of b   ${neuronsText(direction.neuronsB)}`);
    if (direction.byClass === null || classNames === null) continue;
    const width = Math.max(5, largestOf(direction.byClass.map(({ label }) => classNames[label]!.length)));
    lines.push(
      `  ${'class'.padEnd(width)} ${'samples'.padStart(8)}${'mean a'.padStart(10)}${'mean b'.padStart(10)}${'spread a'.padStart(10)}`,
    );
    for (const { label, count, meanA, meanB, spreadA } of direction.byClass) {
      const numbers = [meanA, meanB, spreadA].map((value) => value.toFixed(4).padStart(10)).join('');
      lines.push(`  ${classNames[label]!.padEnd(width)} ${String(count).padStart(8)}${numbers}`);
    }
  }
  return lines.join('\n');
}

function neuronsText(neurons: CanonicalDirection['neuronsA']): string {
  return neurons
    .slice(0, printed)
    .map(({ neuron, loading }) => `${neuron} (${loading >= 0 ? '+' : ''}${loading.toFixed(3)})`)
    .join('  ');
}

/** `direction,correlation,side,neuron,loading,weight`, one line a listed neuron, directions counted from 1 and neurons from 0. */
function directionsCsv({ directions }: DirectionsOutcome): string {
  const rows: CsvField[][] = [['direction', 'correlation', 'side', 'neuron', 'loading', 'weight']];
  for (const { index, correlation, neuronsA, neuronsB } of directions) {
    for (const [side, neurons] of [
      ['a', neuronsA],
      ['b', neuronsB],
    ] as const) {
      for (const { neuron, loading, weight } of neurons) {
        rows.push([index + 1, correlation, side, neuron, loading, weight]);
      }
    }
  }
  return csv(rows);
}
