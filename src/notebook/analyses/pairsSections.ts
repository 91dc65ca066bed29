import type { ReadingsOutcome } from '../../protocol/readings';
import type { CompareOptions } from '../../similarity/options';
import type { PathOf } from '../reading';
import type { Section } from '../section';
import { layerList } from './layerList';
import { pairPieces, recomputed, scoresProse, toleranceOf, type ScoreName } from './scores';

/** What the sections about the layers and scores of an analysis of pairs are made of. */
export interface PairsSubject {
  readings: ReadingsOutcome;
  pathOf: PathOf;
  names: readonly ScoreName[];
  options: CompareOptions;
}

/** The list of the layers, and the scores of a pair of them. */
export function pairsSections({ readings, pathOf, names, options }: PairsSubject): Section[] {
  const list = layerList(readings.readings, pathOf);
  const dft = readings.readings.some((reading) => reading.dft);
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
      prose: `## The scores\n\n${scoresProse(names, options, dft)}`,
      shown: {},
      pieces: pairPieces(names, options, dft),
      code: '',
    },
  ];
}

/** `recomputed`, and calls of `check` for scores of some cells: `cells` and what was shown, as expressions of Python by the score. */
export function checkScores(
  names: readonly ScoreName[],
  cells: string,
  shownName: (name: ScoreName) => string,
): string {
  return names
    .map((name) => {
      const shown = shownName(name);
      const strict = toleranceOf(name);
      const call = (what: string): string => `recomputed(${cells}, SHOWN["${shown}"], "${what}")`;
      const checked = (tolerance: string): string => `check({"${shown}": ${call(name)}}, tolerance=${tolerance})`;
      if (name !== 'pwcca') return checked(strict);
      return `ties = np.nansum(np.array(${call('tied')}, dtype=float))\n${checked(`0.05 if ties else ${strict}`)}`;
    })
    .join('\n');
}

/** The pieces of {@link checkScores}. */
export const checkPieces = [recomputed];
