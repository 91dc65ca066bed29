import type { ArrayAsRead, ArraysAsRead } from '../../protocol/asRead';
import { pythonList, pythonString } from '../pythonText';
import { unitNumber } from '../../facts/python/factored';
import { madeRows, readExpression, howRead, shownPath, type PathOf } from '../readExpression';
import type { PythonPiece } from '../../facts/python/piece';

/** The layers of an analysis as a list in Python, `LAYERS`, of names and of functions that read them, and beside it the units of their rounding. */
interface LayerList {
  code: string;
  pieces: PythonPiece[];
}

/**
 * Each array by the path that people read; with how it was read, where a path is read in several ways. With `dropNonFinite` also `MADE`, what rows
 * became of the samples of each.
 */
export function layerList(asRead: readonly ArrayAsRead[], pathOf: PathOf, dropNonFinite: boolean): LayerList {
  const paths = asRead.map(({ address }) => shownPath(address.path, pathOf));
  const expressions = asRead.map((array) => readExpression(array, pathOf));
  const items = expressions.map(({ expression }, i) => {
    const twice = paths.filter((path) => path === paths[i]).length > 1;
    const name = twice ? `${paths[i]!} (${howRead(asRead[i]!)})` : paths[i]!;
    return `(${pythonString(name)}, lambda: ${expression})`;
  });
  const units = `\n# Half the distance from 1 to the next number that can be stored: directions that are no more than that do not count.\nUNITS = ${pythonList(asRead.map(({ unit }) => unitNumber(unit)))}`;
  const made = asRead.map((array) => madeOf(array) ?? 'None');
  const rows = dropNonFinite
    ? `\n# Samples, the rows that became of each, and of these which were kept: the first, then one of every so many. None: each row is a sample.\nMADE = ${pythonList(made)}`
    : '';
  const lines = items.map((item) => `    ${item},`).join('\n');
  return {
    code: `${items.length === 0 ? `LAYERS = ${pythonList([])}` : `LAYERS = [\n${lines}\n]`}${units}${rows}`,
    pieces: expressions.flatMap(({ pieces }) => pieces),
  };
}

/** What rows became of an array's samples, as `MADE` says it; undefined where each row is a sample. */
export function madeOf({ made, address }: ArrayAsRead): string | undefined {
  return made && madeRows(made.samples, made.rows, address.recipe?.subsample);
}

/** A pair by its places in the list of layers, as shown with side a first; undefined for one that has none. */
export type PairPlaces = (a: string, b: string) => readonly [number, number] | undefined;

/** Finds the places of a pair by the paths of its sides, either way round. */
export function pairPlaces({ pairs }: ArraysAsRead): PairPlaces {
  const places = new Map<string, readonly [number, number]>();
  for (const { pathA, pathB, a, b } of pairs) {
    places.set(`${pathB}\0${pathA}`, [b, a]);
    places.set(`${pathA}\0${pathB}`, [a, b]);
  }
  return (a, b) => places.get(`${a}\0${b}`);
}

/** Places as a tuple of Python. */
export function pythonPlaces(places: readonly [number, number] | undefined): string {
  return places ? `(${places.join(', ')})` : 'None';
}
