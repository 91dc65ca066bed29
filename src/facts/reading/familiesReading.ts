import { joinedWords } from '../joinedWords';
import { families } from '../measures/families';
import { counted } from '../numbers';
import { areSaturated } from '../standing';
import type { HeldScore } from './heldScores';
import { hundredths, levelsOf, namesOf, silentClause, valuesOf } from './scoreWords';

/** Of the way from the null level to 1: what every score that is named must have behind it where a pair is called alike, and not partly so. */
export const mostOfTheWay = 0.5;

/** Exceptions that a sentence names one by one. */
const mostExceptions = 2;

/** The scores of a family that tell. */
interface Told {
  /** As a sentence names it: what its scores are alike in. */
  name: string;
  clear: HeldScore[];
  behind: HeldScore[];
}

/**
 * Whether two sides are alike where scores of several families are there, or calibrated ones: by how many scores, in what, and in what not. Without its full stop.
 * @param alpha the level of significance of those that are calibrated.
 */
export function familiesReading(
  held: readonly HeldScore[],
  samples: number,
  alpha: number,
): { text: string; found: boolean } {
  const saturated = held.filter(({ standing }) => standing === 'saturated');
  const telling = withoutLoneChance(
    held.filter(({ standing }) => standing !== 'saturated'),
    alpha,
  );
  if (telling.length === 0)
    return { text: `Cannot be told: ${namesOf(saturated)} ${areSaturated(saturated.length)}`, found: false };
  const told = families.flatMap(({ id, title }): Told[] => {
    const own = telling.filter(({ family }) => family === id);
    if (own.length === 0) return [];
    const clear = own.filter(({ standing }) => standing === undefined);
    return [{ name: title.toLowerCase(), clear, behind: own.filter((one) => !clear.includes(one)) }];
  });
  const clear = told.filter((family) => family.clear.length > 0);
  const silent = silentClause(saturated);
  if (clear.length === 0) return { text: notClear(told, telling, samples, alpha) + silent, found: false };
  const others = told.filter((family) => family.clear.length === 0);
  const not =
    others.length === 0 ? '' : `, not clearly in ${listed(others, ({ behind }) => valuesOf(behind.slice(0, 1)))}`;
  const named = clear.map((family) => family.clear[0]!);
  const level = named.some(({ calibrated }) => calibrated)
    ? ''
    : `, where unrelated data of this size give ${levelsOf(named)}`;
  return {
    text: `${lead(told, telling, alpha)} in ${listed(clear, inFamily(telling))}${not}${level}${silent}`,
    found: true,
  };
}

/** One score of several alone, at a p that one of so many has by chance, does not stand clear. */
function withoutLoneChance(telling: readonly HeldScore[], alpha: number): readonly HeldScore[] {
  const [lone, ...others] = telling.filter(({ standing }) => standing === undefined);
  const tested = telling.filter(({ calibrated }) => calibrated).length;
  if (!lone?.calibrated || others.length > 0 || lone.calibrated.p <= alpha / tested + 1e-12) return telling;
  return telling.map((one) => (one === lone ? { ...one, standing: 'little' as const } : one));
}

/** The verdict, by how many scores, and at which level of significance. */
function lead(told: readonly Told[], telling: readonly HeldScore[], alpha: number): string {
  const clear = telling.filter(({ standing }) => standing === undefined);
  const calibrated = clear.filter((one) => one.calibrated).length;
  const at =
    calibrated === 0
      ? ''
      : ` (p ≤ ${alpha}${clear.length === 1 ? '' : calibrated < clear.length ? ' where calibrated' : ' each'})`;
  const behind = telling.filter(({ standing }) => standing !== undefined);
  if (behind.length > 0) {
    const by =
      behind.length <= mostExceptions && behind.length < clear.length
        ? `every score but ${namesOf(behind)}`
        : `${clear.length} of ${counted(telling.length, 'score')}`;
    return `Clearly more alike than chance by ${by}${at}:`;
  }
  const alike = told.every((family) => family.clear[0]!.height >= mostOfTheWay);
  const by =
    at === ''
      ? ''
      : ` by ${clear.length === 1 ? 'the one score' : clear.length === 2 ? 'both scores' : `all ${counted(clear.length, 'score')}`}${at}:`;
  return `${alike ? 'Alike' : 'Partly alike'}${by}`;
}

/** A family by its first score that stands clear, and the first that does not where several of all do not and so are not named before. */
function inFamily(telling: readonly HeldScore[]): (family: Told) => string {
  const many = telling.filter(({ standing }) => standing !== undefined).length > mostExceptions;
  return ({ clear, behind }) =>
    valuesOf(clear.slice(0, 1)) + (many && behind.length > 0 ? `, not ${valuesOf(behind.slice(0, 1))}` : '');
}

function listed(told: readonly Told[], words: (family: Told) => string): string {
  return joinedWords(told.map((family) => `${family.name} (${words(family)})`));
}

/** Where nothing stands clear: how near chance it is, by p of those that are calibrated. */
function notClear(told: readonly Told[], telling: readonly HeldScore[], samples: number, alpha: number): string {
  const first = told.map(({ behind }) => behind[0]!);
  const calibrated = telling.flatMap((one) => one.calibrated ?? []);
  const below = calibrated.filter(({ p }) => p <= alpha + 1e-12);
  const few = telling.some(({ standing }) => standing === 'few')
    ? `, and ${counted(samples, 'sample')} are too few to tell that from chance`
    : '';
  if (calibrated.length === 0)
    return `Not clearly more alike than unrelated data of this size: ${valuesOf(first)} where those give ${levelsOf(first)}${few}`;
  const most = Math.max(...calibrated.map(({ value = 0 }) => value));
  const height = below.length === 0 ? '' : `, calibrated values of at most ${hundredths(most)}`;
  const by = `p ≤ ${alpha} by ${below.length} of ${counted(calibrated.length, 'score')}${height}`;
  // Holm's first step: what holds of all of them together at alpha.
  const beyondChance = below.some(({ p }) => p <= alpha / calibrated.length + 1e-12);
  const verdict = beyondChance && few === '' ? 'Hardly' : 'Not clearly';
  return `${verdict} more alike than unrelated data of this size: ${valuesOf(first)} (${by})${few}`;
}
