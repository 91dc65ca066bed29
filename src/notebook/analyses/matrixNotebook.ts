import type { MatrixResult } from '../../facts/analyses/matrix';
import { apartNames } from '../../facts/apartNames';
import type { ScoreName } from '../../facts/measures';
import { scoreFacts } from '../../facts/measures/scores';
import { numbersTable } from '../markdownText';
import { pythonList, pythonString } from '../pythonText';
import { figureSection, mapColours } from '../figureSection';
import { notebookCells } from '../program';
import { drawMapPiece } from '../python/figures';
import type { NotebookCell } from '../nbformat';
import type { PathOf } from '../readExpression';
import type { Section, ShownNumbers } from '../../facts/python/section';
import { analysisHead } from './analysisHead';
import { calibratedShown, calibratedTable } from './calibratedTable';
import type { ShownAnalysis } from './shownAnalysis';
import { pairPlaces, pythonPlaces, type PairPlaces } from './layerList';
import { checkPieces, checkScores, pairsSections } from './pairsSections';
import { ownNull, type PairNumber } from './pairPieces';

/** A table of the document, and the score (or null level) that its cells are. */
interface Shown {
  name: PairNumber;
  key: string;
  table: (number | null)[][];
}

/** The cells of a notebook that recomputes a matrix: every score that has values, rows against columns. */
export function matrixNotebook({ result, asRead }: ShownAnalysis<MatrixResult>, pathOf: PathOf): NotebookCell[] {
  const { rows, columns, values, nullCca, nulls = {}, calibrated, options } = result;
  const some = (table: readonly (readonly (number | null)[])[]): boolean =>
    table.flat().some((value) => value !== null);
  const measures = (Object.keys(values) as ScoreName[]).filter((name) => some(values[name] ?? []));
  const levels = measures.flatMap((measure): Shown[] => {
    const [name, table] = [ownNull(measure), nulls[measure]];
    return name && table ? [{ name, key: `nulls.${measure}`, table }] : [];
  });
  const tables: Shown[] = [
    ...measures.map((name): Shown => ({ name, key: `values.${name}`, table: values[name] ?? [] })),
    ...(some(nullCca) ? [{ name: 'null.cca' as const, key: 'nullCca', table: nullCca }] : []),
    ...levels,
  ];
  const names = tables.map(({ name }) => name);
  const keys = new Map(tables.map(({ name, key }) => [name, key]));
  const shown: ShownNumbers = Object.fromEntries(tables.map(({ key, table }) => [key, table]));
  const section: Section = {
    id: 'matrix',
    prose: `## The matrix\n\n${rows.length} rows against ${columns.length} columns: side a is the row, side b the column. A cell holds the places of its layers in the list. As shown by CCA Lens, ${result.measure}:\n\n${numbersTable(
      columns.map(({ name }) => name),
      rows.map(({ name }, i) => ({ name, values: values[result.measure]?.[i] ?? [] })),
    )}${calibrated ? calibratedTable(calibrated.measure, calibrated, columns.map(nameOf), rows.map(nameOf)) : ''}`,
    shown: calibrated ? { ...shown, ...calibratedShown('', calibrated) } : shown,
    pieces: checkPieces,
    code: `
ROWS = ${pythonList(rows.map(({ name }) => pythonString(name)))}
COLUMNS = ${result.square ? 'ROWS' : pythonList(columns.map(({ name }) => pythonString(name)))}
CELLS = ${cellsCode(result, pairPlaces(asRead))}
${checkScores(names, 'CELLS', (name) => keys.get(name)!)}

print()
print("${result.measure}, columns as rows from left to right")
for name, line in zip(ROWS, recomputed(CELLS, SHOWN["values.${result.measure}"], "${result.measure}")):
    print(f"{name:32}" + "".join(f"{value:8.3f}" for value in line))`,
  };
  const about = `Every layer against every other (${result.measure} first).`;
  const figure = figureSection('figures', [drawMapPiece], mapCode(result));
  const sections = [...pairsSections({ asRead, pathOf, names, options, symmetric: false }), section, figure];
  return notebookCells(analysisHead('A matrix of layers', about, result), sections);
}

function nameOf({ name }: { name: string }): string {
  return name;
}

/** The heat map of the result's score, over the whole range of the score as the page begins with. */
function mapCode({ rows, columns, measure }: MatrixResult): string {
  const score = scoreFacts(measure);
  const [down, along] = [namesAlong('ROWS', 'Layers', ' (a)', rows), namesAlong('COLUMNS', 'Layers', ' (b)', columns)];
  return `
draw_map(
    ${[score.label, along.title, down.title].map(pythonString).join(', ')},
    columns=${along.code},
    rows=${down.code},
    values=recomputed(CELLS, SHOWN["values.${measure}"], "${measure}"),
    label=${pythonString(score.label)},
    ${mapColours(score)}
)`;
}

/** The title of an axis with what all names share, and what is left of each, cut from a list of Python. */
function namesAlong(list: string, what: string, side: string, arrays: readonly { name: string }[]) {
  const { before, after } = apartNames(arrays.map(({ name }) => name));
  const title = before + after === '' ? what + side : `${what}${side}: ${before}*${after}`;
  // Places are counted in characters there, and in halves of some here.
  const [from, to] = [[...before].length, [...after].length];
  const code = from + to === 0 ? list : `[name[${from} : len(name) - ${to}] for name in ${list}]`;
  return { title, code };
}

/** Usually a layer is read in one way whatever it is compared with, and the cells are a product of two lists. */
function cellsCode({ rows, columns }: MatrixResult, placesOf: PairPlaces): string {
  const cells = rows.map((row) => columns.map((column) => placesOf(row.path, column.path)));
  const down = rows.map((_, i) => cells[i]!.find(Boolean)?.[0]);
  const along = columns.map((_, j) => cells.find((row) => row[j])?.[j]?.[1]);
  const regular = cells.every((row, i) => row.every((cell, j) => cell && cell[0] === down[i] && cell[1] === along[j]));
  if (regular) return `[[(i, j) for j in [${along.join(', ')}]] for i in [${down.join(', ')}]]`;
  return pythonList(cells.map((row) => pythonList(row.map(pythonPlaces), 4)));
}
