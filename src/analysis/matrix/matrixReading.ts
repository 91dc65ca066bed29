import type { MatrixResult } from '../../facts/analyses/matrix';
import type { ScoreName } from '../../facts/measures';
import { chanceDeviation, clearDeviations, fewSamples } from '../../facts/measures/chanceDeviation';
import { labelInSentence } from '../../facts/measures/labelInSentence';
import { scoreFacts } from '../../facts/measures/scores';
import { count, counted } from '../../facts/numbers';
import { notGiven } from '../../facts/repeatedSamples';
import { areSaturated, standingOf } from '../../facts/standing';
import { networksForError } from '../../facts/verdictRule';
import { ahead, standardErrorOf, type HeldScore } from '../verdict';

/** What a matrix says of itself: its arrays, its numbers by measure, and the remarks on them. */
type Matrix = Pick<
  MatrixResult,
  'rows' | 'columns' | 'square' | 'samples' | 'values' | 'nulls' | 'warnings' | 'calibrated'
>;

type Table = readonly (readonly (number | null)[])[];

/** A pair of different arrays with its score. */
interface Pair extends HeldScore {
  i: number;
  j: number;
}

/** Neighbours and distant layers are told of from so many layers on. */
const fewestLayers = 4;

/**
 * What a matrix says by one measure, in a few sentences, however large it is: how many pairs of different arrays stand clear of what unrelated data give; the most
 * alike of them, where by {@link ahead} no other is tied with it, and chance does not bring so few samples there; and, each by the same rule with twice the standard error of both means, whether neighbouring layers are
 * more alike than those at least half the depth apart, and the same layer of two models than different ones. Of samples that repeat nothing is told, nor which
 * pair is most alike where arrays hold the same values, or calibration finds none above chance. Empty where there is no score.
 */
export function matrixReading(matrix: Matrix, measure: ScoreName): string {
  const pairs = pairsOf(matrix, measure);
  if (pairs.length === 0) return '';
  const remarked = (...codes: string[]): boolean => matrix.warnings.some(({ code }) => codes.includes(code));
  if (remarked('duplicate-samples')) return `How many pairs stand clear of unrelated data is ${notGiven}.`;
  const said = [
    clearSentence(pairs, measure, matrix.samples),
    remarked('same-array', 'same-file') || noneStandsOut(matrix, measure) ? '' : mostAlike(matrix, pairs, measure),
    meansSentence(depthGroups(matrix, pairs), measure, 'Neighbouring layers', 'distant ones'),
    meansSentence(
      modelGroups(matrix, pairs),
      measure,
      'The same layers of different models',
      'different layers of them',
    ),
  ];
  return said.filter((sentence) => sentence !== '').join(' ');
}

/** Every pair of different arrays that has a score, once: of a directed score the mean of both directions, where a table of all pairs has them. */
function pairsOf({ rows, columns, square, values, nulls }: Matrix, measure: ScoreName): Pair[] {
  const both = square && scoreFacts(measure).directed !== undefined;
  const at = (table: Table | undefined, i: number, j: number): number | null => {
    const [one, other] = [table?.[i]?.[j] ?? null, table?.[j]?.[i] ?? null];
    return both && one !== null && other !== null ? (one + other) / 2 : one;
  };
  return rows.flatMap((row, i) =>
    columns.flatMap((column, j): Pair[] => {
      const value = at(values[measure], i, j);
      if (value === null || (square ? j <= i : row.path === column.path)) return [];
      return [{ i, j, value, level: at(nulls?.[measure], i, j) }];
    }),
  );
}

function clearSentence(pairs: readonly Pair[], measure: ScoreName, samples: number): string {
  const known = pairs.filter(({ level }) => level !== null);
  if (known.length === 0) return '';
  const standing = known.map(({ value, level }) => standingOf(value, level, scoreFacts(measure).distance));
  const clear = standing.filter((one) => one === undefined).length;
  const saturated = standing.filter((one) => one === 'saturated').length;
  const what = `clear of unrelated data by ${labelInSentence(scoreFacts(measure).label)}`;
  const chanceAlone =
    clear > 0 && samples < fewSamples ? ` Of ${counted(samples, 'sample')} chance alone brings some there.` : '';
  const tells = saturated === 0 ? '' : `; ${count(saturated)} ${areSaturated(saturated)}`;
  if (known.length === 1)
    return saturated === 1
      ? `The one pair ${areSaturated(1)} (${measure}).`
      : `The one pair ${clear === 1 ? 'stands' : 'does not stand'} ${what}.${chanceAlone}`;
  if (clear === known.length) return `All ${counted(clear, 'pair')} stand ${what}.${chanceAlone}`;
  return `${clear === 0 ? 'None' : count(clear)} of ${counted(known.length, 'pair')} ${clear < 2 ? 'stands' : 'stand'} ${what}${tells}.${chanceAlone}`;
}

/** Whether the best of many layers by a measure is no better than chance brings among so many. */
function noneStandsOut({ calibrated }: Matrix, measure: ScoreName): boolean {
  return calibrated?.measure === measure && calibrated.best?.value === 0;
}

/** The pair that is ahead of all others, if one is. */
function mostAlike({ rows, columns, samples, calibrated }: Matrix, pairs: readonly Pair[], measure: ScoreName): string {
  if (pairs.length < 2) return '';
  const { distance } = scoreFacts(measure);
  const sign = distance ? -1 : 1;
  const [first, second] = pairs.reduce<Pair[]>((best, pair) => {
    const at = best.findIndex(({ value }) => sign * (pair.value - value) > 0);
    return at < 0 ? [...best, pair].slice(0, 2) : [...best.slice(0, at), pair, ...best.slice(at)].slice(0, 2);
  }, []) as [Pair, Pair];
  if (ahead(first, second, measure) !== 1) return '';
  const likeness = (value: number): number => distance?.likeness(value) ?? value;
  const directions = Math.min(rows[first.i]!.neurons ?? 1, columns[first.j]!.neurons ?? 1);
  const above = first.level === null ? Infinity : likeness(first.value) - likeness(first.level);
  if (above < clearDeviations * chanceDeviation(measure, samples, directions)) return '';
  // What does not stand above its own permutations is not named either, whatever the best of many is.
  if (calibrated?.measure === measure && calibrated.values[first.i]?.[first.j] === 0) return '';
  return `Most alike: ${rows[first.i]!.name} and ${columns[first.j]!.name} (${first.value.toFixed(3)}).`;
}

type Groups = readonly [near: Pair[], far: Pair[]];

/** Pairs of layers of one model at one checkpoint that are next to each other, and those that are at least half the depth apart; both empty of few layers. */
function depthGroups({ rows, columns, square }: Matrix, pairs: readonly Pair[]): Groups {
  if (!square) return [[], []];
  const places = rows.map(() => 0);
  const depths = new Map<string, number>();
  const networks = rows.map(({ model, checkpoint }) => JSON.stringify([model, checkpoint]));
  networks.forEach((network, i) => {
    places[i] = depths.get(network) ?? 0;
    depths.set(network, places[i] + 1);
  });
  const groups: [Pair[], Pair[]] = [[], []];
  for (const pair of pairs) {
    const network = networks[pair.i]!;
    const depth = depths.get(network)!;
    if (
      network !== networks[pair.j] ||
      rows[pair.i]!.layer === '' ||
      columns[pair.j]!.layer === '' ||
      depth < fewestLayers
    )
      continue;
    const apart = Math.abs(places[pair.i]! - places[pair.j]!);
    if (apart === 1) groups[0].push(pair);
    else if (2 * apart >= depth) groups[1].push(pair);
  }
  return groups;
}

/** Pairs of two models at the same checkpoint: of the same layer, and of different ones. */
function modelGroups({ rows, columns }: Matrix, pairs: readonly Pair[]): Groups {
  const groups: [Pair[], Pair[]] = [[], []];
  for (const pair of pairs) {
    const [a, b] = [rows[pair.i]!, columns[pair.j]!];
    if (a.model === b.model || a.checkpoint !== b.checkpoint || a.layer === '') continue;
    groups[a.layer === b.layer ? 0 : 1].push(pair);
  }
  return groups;
}

/** Which of two groups of pairs is more alike on average; empty where either is too small for a standard error, or none is ahead. */
function meansSentence([near, far]: Groups, measure: ScoreName, first: string, second: string): string {
  if (near.length < networksForError || far.length < networksForError) return '';
  const [one, other] = [meanOf(near), meanOf(far)];
  const error = Math.hypot(one.error, other.error);
  const sign = ahead(one, other, measure, error);
  if (sign === 0) return '';
  return `${first} are ${sign === 1 ? 'more' : 'less'} alike than ${second} (${one.value.toFixed(3)} against ${other.value.toFixed(3)} on average).`;
}

/** The mean of pairs, with that of their levels (none where one is not known) and its standard error. */
function meanOf(pairs: readonly Pair[]): HeldScore & { error: number } {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const values = pairs.map(({ value }) => value);
  const levels = pairs.flatMap(({ level }) => level ?? []);
  return {
    value: mean(values),
    level: levels.length === pairs.length ? mean(levels) : null,
    error: standardErrorOf(values),
  };
}
