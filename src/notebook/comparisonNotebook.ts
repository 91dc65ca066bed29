import { rowsOfRecipe } from '../facts/rowsOfRecipe';
import type { ComparisonRequest } from '../protocol/panel';
import type { SideNames } from '../protocol/sideNames';
import type { ArrayAsRead } from '../protocol/asRead';
import type { ArrayAddress } from '../protocol/arrayAddress';
import { shownBlocks } from '../facts/measures';
import type { ComparisonReport } from '../facts/report';
import type { SideReport } from '../facts/reportParts';
import { calibratedSection } from './calibratedSection';
import { codeSpan } from './markdownText';
import { pairFigures } from './pairFigures';
import { notebookText } from './nbformat';
import type { PythonPiece } from '../facts/python/piece';
import { notebookCells } from './program';
import { factoredPiece, unitArgument } from '../facts/python/factored';
import { finiteSamplesPiece, keptRowsPiece } from './python/readArray';
import { madeRows, readExpression, howRead, shownPath, type PathOf } from './readExpression';
import type { Section } from '../facts/python/section';

/** A comparison as it was shown. */
export interface ShownComparison {
  request: Pick<ComparisonRequest, 'a' | 'b'>;
  names: SideNames;
  report: ComparisonReport;
}

/** A notebook (the text of an .ipynb) that recomputes the numbers of a comparison with numpy alone. */
export function comparisonNotebook(comparison: ShownComparison, pathOf: PathOf): string {
  const { report } = comparison;
  // Coefficients of directions that are hardly there (the rounding of stored values, with rank exact) are known to 1e-16 times the condition number.
  const { a, b } = report.route.condition;
  const tolerance = Math.max(1e-9, 2e-15 * Math.max(a ?? 0, b ?? 0));
  const there = shownBlocks.filter(({ id }) => report[id] !== undefined);
  const within = { pair: report, tolerance, shown: there.map(({ id }) => id) };
  const sections = [
    readSection(comparison, pathOf),
    ...there.map(({ id, notebook }) => notebook.section(report[id], within)),
    ...calibratedSection(report),
    ...pairFigures(report),
  ];
  return notebookText(notebookCells({ prose: headProse(comparison, pathOf) }, sections));
}

function headProse({ request, names, report }: ShownComparison, pathOf: PathOf): string {
  const lines = [
    '# Two layers compared',
    '',
    `${codeSpan(names.a)} and ${codeSpan(names.b)}`,
    '',
    'How similar two layers are, as CCA Lens showed it, recomputed here with numpy alone. $X$ and $Y$ are the layers as samples x neurons, their columns centred; everything is in float64.',
    '',
    sideLine('a', request.a, report.a, pathOf),
    sideLine('b', request.b, report.b, pathOf),
    `- ${report.samples} samples were compared${report.options.dropNonFinite ? ', those left out that hold NaN or infinities on either side' : ''}.`,
    ...report.skipped.map(({ message }) => `- Not defined here: ${message}`),
    ...report.warnings.map(({ message }) => `- ${message}`),
  ];
  return lines.join('\n');
}

function sideLine(side: 'a' | 'b', address: ArrayAddress, report: SideReport, pathOf: PathOf): string {
  const words = howRead(sideAsRead(address, report));
  const read = words === '' ? '' : `; ${words}`;
  return `- Side ${side}: ${codeSpan(shownPath(address.path, pathOf))}, ${report.shape.join(' x ')}, ${codeSpan(report.dtype)}${read}.`;
}

/** What a report says of how a side was read, which a request leaves open. */
function sideAsRead(address: ArrayAddress, { recipe, transposed, dtype, unit }: SideReport): ArrayAsRead {
  if (recipe?.kind === 'maps' && recipe.conv === 'dft') {
    const { kind, layout } = recipe;
    const maps = { ...address, recipe: { kind, layout, conv: 'flatten' as const } };
    return { address: maps, transposed: false, dft: true, dtype, unit };
  }
  return { address: { ...address, ...(recipe ? { recipe } : {}) }, transposed, dtype, unit };
}

function readSection({ request, report }: ShownComparison, pathOf: PathOf): Section {
  const a = readExpression(sideAsRead(request.a, report.a), pathOf);
  const b = readExpression(sideAsRead(request.b, report.b), pathOf);
  const pieces = [...a.pieces, ...b.pieces];
  const [X, Y] = report.dft ? ['maps_a', 'maps_b'] : ['X', 'Y'];
  let code = `${X} = ${a.expression}\n${Y} = ${b.expression}\n`;
  if (report.options.dropNonFinite) {
    const finite = finiteRows(report, X, Y);
    pieces.push(finite.piece);
    code += `${finite.code}\n${X}, ${Y} = ${X}[finite], ${Y}[finite]\n`;
  }
  if (report.dft) {
    code += `check({"samples": len(maps_a)}, tolerance=0)`;
    return { id: 'layers', prose: '## The maps', shown: { samples: report.samples }, pieces, code };
  }
  code += `a, b = factored(X${unitArgument(report.a.unit)}), factored(Y${unitArgument(report.b.unit)})
check(
    {
        "samples": len(X),
        "a.features": X.shape[1],
        "b.features": Y.shape[1],
        "a.constant": np.sum(~a.X.any(axis=0)),
        "b.constant": np.sum(~b.X.any(axis=0)),
        "a.rank": a.rank,
        "b.rank": b.rank,
    },
    tolerance=0,
)`;
  return {
    id: 'layers',
    prose: String.raw`## The layers

Columns are centred, and a neuron that is constant carries nothing. The singular value decomposition $X = U_X S_X V_X^\top$ is all that the measures below need; singular values that are no more than rounding, of this arithmetic or of the values as they are stored, do not count, and the number of the others is the rank.`,
    shown: {
      samples: report.samples,
      'a.features': report.a.features,
      'b.features': report.b.features,
      'a.constant': constantNeurons(report.a),
      'b.constant': constantNeurons(report.b),
      'a.rank': report.a.rank,
      'b.rank': report.b.rank,
    },
    pieces: [...pieces, factoredPiece],
    code,
  };
}

/** Which rows of both sides are of samples that are finite, as `finite`: by row, or by image where many rows were made of each. */
function finiteRows({ a, b, dft }: ComparisonReport, X: string, Y: string): { code: string; piece: PythonPiece } {
  const made = [a, b].map(dft ? () => undefined : madeOf);
  if (made.every((rows) => rows === undefined))
    return { code: `finite = finite_samples(${X}, ${Y})`, piece: finiteSamplesPiece };
  const code = `# Samples, the rows that became of each, and of these which were kept: the first, then one of every so many. None: each row is a sample.
finite = np.logical_and(*kept_rows([lambda: ${X}, lambda: ${Y}], made=[${made.map((rows) => rows ?? 'None').join(', ')}]))`;
  return { code, piece: keptRowsPiece };
}

function madeOf({ shape, recipe }: SideReport): string | undefined {
  const rows = recipe ? rowsOfRecipe(shape, recipe) : 1;
  return rows > 1 ? madeRows(shape[0]!, rows, recipe!.subsample) : undefined;
}

function constantNeurons({ dropped }: SideReport): number {
  return dropped.filter(({ reason }) => reason === 'constant').length;
}
