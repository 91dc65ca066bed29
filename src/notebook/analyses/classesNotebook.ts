import type { ClassesResult, Labelling } from '../../facts/analyses/classes';
import type { ArrayAsRead, ArraysAsRead } from '../../protocol/asRead';
import type { CompareOptions } from '../../facts/options';
import { codeSpan, numbersTable } from '../markdownText';
import { complexBasisPiece, frequenciesPiece, transformProse } from '../../facts/python/frequencies';
import type { NotebookCell } from '../nbformat';
import { piece } from '../../facts/python/piece';
import { notebookCells } from '../program';
import { pythonList } from '../pythonText';
import { factoredPiece, unitNumber } from '../../facts/python/factored';
import { keptRowsPiece } from '../python/readArray';
import { readExpression, shownPath, storedExpression, type PathOf } from '../readExpression';
import type { Section } from '../../facts/python/section';
import { analysisHead } from './analysisHead';
import type { ShownAnalysis } from './shownAnalysis';
import { classesFigures } from './classesFigures';
import { layerList, madeOf } from './layerList';

const indicators = piece(`
def indicators(classes, count=None):
    """One column a class, 1 where a sample has it; of numbers below 0 no column is."""
    return (classes[:, None] == np.arange(classes.max() + 1 if count is None else count)).astype(np.float64)
`);

const classFit = piece(
  `
Fit = namedtuple("Fit", "rank R adjusted null_R2 whole")


def class_fit(U, targets):
    """How well a layer, of which U is an orthonormal basis (real or complex), tells each column of the targets.

    R of a column that is the same for all samples is not defined (NaN); nor is anything when U spans all samples.
    """
    n, rank = U.shape
    null_R2 = min(1, rank / (n - 1))
    if rank >= n - 1:
        nothing = np.full(targets.X.shape[1], np.nan)
        return Fit(rank, nothing, nothing, null_R2, np.nan)
    along = U.conj().T
    fitted, whole = np.sum(np.abs(along @ targets.X) ** 2, axis=0), np.sum(targets.X**2, axis=0)
    R2 = np.minimum(np.divide(fitted, whole, out=np.full(len(whole), np.nan), where=whole > 0), 1)
    adjusted = 1 - (1 - R2) * (n - 1) / (n - 1 - rank)
    rho = np.minimum(np.linalg.svd(along @ targets.U[:, : targets.rank], compute_uv=False), 1)
    return Fit(rank, np.sqrt(R2), adjusted, null_R2, rho.mean() if len(rho) else np.nan)
`,
  factoredPiece,
);

const frequencyFit = piece(
  `
def frequency_fit(maps, unit, targets):
    """The means of class_fit over the frequencies at which maps vary, but of rank the largest.

    Frequencies at which the channels span all samples count for null_R2 alone.
    """
    height, width = maps.shape[1:3]
    values = frequencies(maps, (height, width), unit)
    bases = [complex_basis(values[:, i, j]) for i in range(height) for j in range(width)]
    varying = [class_fit(U, targets) for U in bases if U.shape[1] > 0]
    used = [fit for fit in varying if fit.rank < len(maps) - 1] or varying  # all NaN where none is left
    R, adjusted, whole = (np.mean([getattr(fit, name) for fit in used], axis=0) for name in ("R", "adjusted", "whole"))
    return Fit(max(fit.rank for fit in varying), R, adjusted, np.mean([fit.null_R2 for fit in varying]), whole)
`,
  classFit,
  frequenciesPiece,
  complexBasisPiece,
);

/** `refused`: what reads the layers that have no numbers, but whose samples counted, and what rows became of them. A row of the targets is a sample. */
function keptCode(refused: readonly { expression: string; made: string }[]): string {
  const reads = [...refused.map(({ expression }) => expression), 'TARGETS'].map(
    (expression) => `lambda: ${expression}`,
  );
  const made = [...refused.map((layer) => layer.made), 'None'];
  return `# The samples that are finite in all layers${refused.length > 0 ? ', those that were refused included,' : ','} and in the targets.
KEPT = kept_rows([read for _, read in LAYERS] + ${pythonList(reads)}, MADE + ${pythonList(made)})[: len(LAYERS)]
`;
}

/** Whether a layer that was refused had been read by then, so that its samples counted among those of all. */
function wasRead({ address, dft }: ArrayAsRead, { refused }: ClassesResult): boolean {
  const code = refused.find(({ a }) => a === address.path)?.code;
  // Whether maps by frequency fit the memory is found out one by one, after the samples of all.
  return code !== undefined && code !== 'recipe-mismatch' && (dft || code !== 'memory-budget');
}

const byFrequency = String.raw`

${transformProse}, and the layer is looked at at each frequency $(i, j)$: there its columns are the complex values of the channels, its basis is orthonormal by the hermitian inner product, and $Q^\top$ is $Q^{\mathsf H}$. Each number is the mean over the frequencies at which the layer varies and does not span all samples.`;

/** The cells of a notebook that recomputes an analysis of classes. */
export function classesNotebook(
  { result, asRead, selection }: ShownAnalysis<ClassesResult>,
  pathOf: PathOf,
): NotebookCell[] {
  const fitted = result.layers.flatMap(({ path }) => asRead.arrays.find(({ address }) => address.path === path) ?? []);
  const { dropNonFinite } = selection.options;
  const list = layerList(fitted, pathOf, dropNonFinite);
  // Layers that were refused while they were fitted were read and have no numbers.
  const others = asRead.arrays.filter((array) => !fitted.includes(array) && wasRead(array, result));
  const layers: Section = {
    id: 'layers',
    prose: '## The layers\n\nA list of names, and of what reads each file in the way in which CCA Lens did.',
    shown: {},
    pieces: list.pieces,
    code: list.code,
  };
  const title = 'Classes';
  const about = `How well each class can be read off each layer: the multiple correlation of the layer with the class's column of the labels ([Raghu et al. 2017](https://arxiv.org/abs/1706.05806), class sensitivity).`;
  return notebookCells(analysisHead(title, about, result), [
    layers,
    labelsSection(result, asRead.labels, pathOf),
    fitSection(result, fitted, others, selection.options, pathOf),
    ...classesFigures(result),
  ]);
}

/** How the number of each sample's class comes from `stored`, and how many classes there are. */
const labelsAsRead: Record<Labelling['from'], { code: string; prose: string }> = {
  vector: { code: 'indicators(np.where(ignored, -1, stored.astype(int)))', prose: '' },
  texts: {
    code: 'indicators(np.unique(stored, return_inverse=True)[1].ravel())',
    prose: 'a class is one of its texts; ',
  },
  signs: {
    code: 'indicators(np.where(ignored, -1, (stored > 0).astype(int)))',
    prose: '-1 and +1 are the two classes; ',
  },
  'one-hot': { code: 'indicators(np.argmax(stored, axis=1), stored.shape[1])', prose: '' },
  'one-hot turned': {
    code: 'indicators(np.argmax(stored, axis=0), stored.shape[0])',
    prose: 'one-hot as classes x samples; ',
  },
  argmax: {
    code: 'indicators(np.argmax(stored, axis=1), stored.shape[1])',
    prose: 'the largest of a row is its class; ',
  },
};

function labelsSection(
  { labels, target, labelling, classes }: ClassesResult,
  { dtype, unit }: NonNullable<ArraysAsRead['labels']> = {},
  pathOf: PathOf,
): Section {
  const { expression: read, piece: reader } = storedExpression(labels, pathOf, dtype);
  const logits = target === 'logits';
  const { code, prose } = labelsAsRead[labelling?.from ?? 'vector'];
  const vector = code.includes('ignored');
  const ignored = labelling?.ignored;
  return {
    id: 'labels',
    prose: `## The labels

${codeSpan(shownPath(labels, pathOf))}; ${logits ? 'each of its columns is a target as it is' : `${prose}each class is a column of zeros and ones`}.${ignored ? ` ${ignored.samples} samples of ${ignored.value} have no class and take no part.` : ''} Classes shown: ${classes.map(({ index, name }) => (String(index) === name ? name : `${index} ${codeSpan(name)}`)).join(', ')}.`,
    shown: logits ? {} : { 'classes.count': classes.map(({ count }) => count) },
    pieces: logits ? [reader] : [reader, indicators],
    code: `
${
  logits
    ? `stored = ${read}
TARGETS = np.asarray(stored, dtype=np.float64)
TARGETS_UNIT = ${unitNumber(unit)}`
    : `stored = ${read}${
        vector
          ? `.ravel()
ignored = ${ignored ? `stored == ${ignored.value}` : 'np.zeros(len(stored), dtype=bool)'}`
          : ''
      }
TARGETS = ${code}
TARGETS_UNIT = 0`
}
CLASSES = ${pythonList(classes.map(({ index }) => String(index)))}${
      logits ? '' : '\ncheck({"classes.count": TARGETS.sum(axis=0)[CLASSES]}, tolerance=0)'
    }`,
  };
}

function fitSection(
  { layers, classes, labelling }: ClassesResult,
  asRead: readonly ArrayAsRead[],
  others: readonly ArrayAsRead[],
  { dropNonFinite }: CompareOptions,
  pathOf: PathOf,
): Section {
  const refused = others.map((array) => ({ ...readExpression(array, pathOf), made: madeOf(array) ?? 'None' }));
  const rows = asRead.map(({ address: { recipe }, rowsPerSample = 1 }) => {
    const { every, first } = recipe?.subsample ?? { every: 1, first: 0 };
    return `(${rowsPerSample}, ${first}, ${every})`;
  });
  const plain = rows.every((row) => row === '(1, 0, 1)');
  // Where one layer is read by frequency all are: others are refused there.
  const dft = asRead.some((array) => array.dft);
  const lists = ['LAYERS', 'UNITS', ...(plain ? [] : ['ROWS']), ...(dropNonFinite ? ['KEPT'] : [])];
  const items = [
    '(name, read)',
    'unit',
    ...(plain ? [] : ['(repeats, first, every)']),
    ...(dropNonFinite ? ['finite'] : []),
  ];
  const loop = `${items.join(', ')} in zip(${lists.join(', ')})`;
  const withClass = labelling?.ignored ? '\n    X, Y = X[Y.any(axis=1)], Y[Y.any(axis=1)]' : '';
  const targets = plain ? 'TARGETS' : 'np.repeat(TARGETS, repeats, axis=0)[first::every]';
  return {
    id: 'classes',
    prose: String.raw`## How well classes are read

With $Q$ an orthonormal basis of the centred layer and $y_c$ the centred column of class $c$, $R_c = \lVert Q^\top y_c \rVert / \lVert y_c \rVert$. It grows with the number of neurons by chance; of unrelated data $R^2$ is $\text{rank} / (n - 1)$ on average, and

$$R^2_{\text{adjusted}} = 1 - (1 - R^2)\, \frac{n - 1}{n - 1 - \text{rank}}$$

is about 0. *All classes* is the mean CCA of the layer with all columns at once.${dft ? byFrequency : ''} $R$ as shown by CCA Lens:

${numbersTable(
  [...classes.map(({ name }) => name), 'all classes'],
  layers.map(({ name, R, whole }) => ({ name, values: [...R, whole && whole.mean] })),
)}`,
    shown: {
      'layers.rank': layers.map(({ rank }) => rank),
      'layers.R': layers.map(({ R }) => R),
      'layers.adjusted': layers.map(({ adjusted }) => adjusted),
      'layers.nullR2': layers.map(({ nullR2 }) => nullR2),
      'layers.whole.mean': layers.map(({ whole }) => whole && whole.mean),
    },
    pieces: [
      dft ? frequencyFit : classFit,
      ...(dropNonFinite ? [...refused.flatMap(({ pieces }) => pieces), keptRowsPiece] : []),
    ],
    code: `
${plain ? '' : `# Rows that became of each sample, and which of them were kept: first, then one of every so many.\nROWS = ${pythonList(rows)}\n`}${dropNonFinite ? keptCode(refused) : ''}fits = []
for ${loop}:
    X, Y = read(), ${targets}${
      dropNonFinite
        ? `
    X, Y = X[finite], Y[finite]`
        : ''
    }${withClass}
${dft ? '' : '    side = factored(X, unit)\n'}    fits.append(${dft ? 'frequency_fit(X, unit, factored(Y, TARGETS_UNIT))' : 'class_fit(side.U[:, : side.rank], factored(Y, TARGETS_UNIT))'})
    print(f"{name:32}" + "".join(f"{value:8.3f}" for value in fits[-1].R[CLASSES]))
check({"layers.rank": [fit.rank for fit in fits]}, tolerance=0)
check(
    {
        "layers.R": [fit.R[CLASSES] for fit in fits],
        "layers.adjusted": [fit.adjusted[CLASSES] for fit in fits],
        "layers.nullR2": [fit.null_R2 for fit in fits],
        "layers.whole.mean": [fit.whole for fit in fits],
    },
    tolerance=1e-8,
)`,
  };
}
