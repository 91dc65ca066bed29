import type { ArraysAsRead } from '../../protocol/asRead';
import type { CompareOptions } from '../../facts/options';
import type { PathOf } from '../readExpression';
import type { Section } from '../../facts/python/section';
import { layerList } from './layerList';
import { pairPieces, recomputedPiece, scoresProse, toleranceOf, type PairNumber } from './pairPieces';

/** What the sections about the layers and scores of an analysis of pairs are made of. */
interface PairsSubject {
  asRead: ArraysAsRead;
  pathOf: PathOf;
  names: readonly PairNumber[];
  options: CompareOptions;
  /** Scores do not depend on which side comes first (dynamics and groups). */
  symmetric: boolean;
}

/** The list of the layers, and the scores of a pair of them. */
export function pairsSections({ asRead, pathOf, names, options, symmetric }: PairsSubject): Section[] {
  const list = layerList(asRead.arrays, pathOf, options.dropNonFinite);
  const dft = asRead.arrays.some((array) => array.dft);
  return [
    {
      id: 'layers',
      prose: '## The layers\n\nA list of names, and of what reads each file in the way in which CCA Lens did.',
      shown: {},
      pieces: list.pieces,
      code: list.code,
    },
    {
      id: 'scores',
      prose: `## The scores\n\n${scoresProse(names, options, dft, symmetric)}`,
      shown: {},
      pieces: pairPieces(names, options, dft, symmetric),
      code: '',
    },
  ];
}

/** Calls of `check` for scores of some cells: `cells` and what was shown, as expressions of Python by the score. */
export function checkScores(
  names: readonly PairNumber[],
  cells: string,
  shownName: (name: PairNumber) => string,
): string {
  const recomputing = (name: PairNumber, what: string): string =>
    `recomputed(${cells}, SHOWN["${shownName(name)}"], "${what}")`;
  return checkFound(names, shownName, recomputing);
}

/**
 * Calls of `check`, one a tolerance, for what `found` yields as an expression of Python: some number for the cells of a score, by its name in the
 * dictionary of a pair (the score itself, or whether there are ties).
 */
export function checkFound(
  names: readonly PairNumber[],
  shownName: (name: PairNumber) => string,
  found: (name: PairNumber, what: string) => string,
): string {
  return [...groupedBy(names, toleranceOf)]
    .map(([tolerance, alike]) => {
      const entries = alike.map((name) => `        "${shownName(name)}": ${found(name, name)},`).join('\n');
      const checked = (limit: string): string => `check(\n    {\n${entries}\n    },\n    tolerance=${limit},\n)`;
      if (!alike.includes('pwcca')) return checked(tolerance);
      const ties = `ties = np.nansum(np.array(${found('pwcca', 'tied')}, dtype=float))`;
      return `${ties}\n${checked(`0.05 if ties else ${tolerance}`)}`;
    })
    .join('\n');
}

function groupedBy(names: readonly PairNumber[], keyOf: (name: PairNumber) => string): Map<string, PairNumber[]> {
  const groups = new Map<string, PairNumber[]>();
  for (const name of names) groups.set(keyOf(name), [...(groups.get(keyOf(name)) ?? []), name]);
  return groups;
}

/** The pieces of {@link checkScores}. */
export const checkPieces = [recomputedPiece];
