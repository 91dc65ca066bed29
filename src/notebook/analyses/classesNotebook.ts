import type { ClassesResult, Selection } from '../../protocol/analysis';
import type { ArrayReading, ReadingsOutcome } from '../../protocol/readings';
import { codeSpan, numbersTable } from '../markdownText';
import type { NotebookCell } from '../nbformat';
import { piece } from '../piece';
import { notebookCells } from '../program';
import { pythonList } from '../pythonLiteral';
import { canonicalCorrelations } from '../python/correlations';
import { factored } from '../python/factored';
import { finiteSamples, readArray } from '../python/readArray';
import { shownPath, storedExpression, type PathOf } from '../reading';
import type { Section } from '../section';
import { analysisHead } from './analysisHead';
import { layerList } from './layerList';

const indicators = piece(`
def indicators(labels):
    """One column a class, 1 where a sample has it: of a vector of classes, or of a matrix whose largest is the class."""
    classes = labels.ravel() if labels.size == max(labels.shape) else np.argmax(labels, axis=1)
    classes = classes.astype(int)
    count = classes.max() + 1 if labels.size == max(labels.shape) else labels.shape[1]
    return (classes[:, None] == np.arange(count)).astype(np.float64)
`);

const classFit = piece(
  `
def class_fit(X, Y):
    """Rank of X and its samples; the multiple correlation R of each column of Y with X; the mean CCA of X and Y.

    R of a column that is the same for all samples is not defined (NaN); nor is anything when X spans all samples.
    """
    layer, targets = factored(X), factored(Y)
    n = len(layer.X)
    if layer.rank >= n - 1:
        return layer.rank, n, np.full(Y.shape[1], np.nan), np.nan
    fitted, whole = np.sum((layer.U.T @ targets.X) ** 2, axis=0), np.sum(targets.X**2, axis=0)
    R2 = np.divide(fitted, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    rho = canonical_correlations(layer, targets)
    return layer.rank, n, np.minimum(np.sqrt(R2), 1), rho.mean() if len(rho) else np.nan
`,
  factored,
  canonicalCorrelations,
);

/** The cells of a notebook that recomputes an analysis of classes. */
export function classesNotebook(
  result: ClassesResult,
  readings: ReadingsOutcome,
  selection: Selection,
  pathOf: PathOf,
): NotebookCell[] {
  // Layers that were refused while they were fitted have a reading and no numbers.
  const fitted = result.layers.flatMap(
    ({ path }) => readings.readings.find(({ address }) => address.path === path) ?? [],
  );
  const list = layerList(fitted, pathOf);
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
    labelsSection(result, pathOf),
    fitSection(result, fitted, selection.options.dropNonFinite),
  ]);
}

function labelsSection({ labels, target, classes }: ClassesResult, pathOf: PathOf): Section {
  const read = storedExpression(labels, pathOf);
  const logits = target === 'logits';
  return {
    id: 'labels',
    prose: `## The labels

${codeSpan(shownPath(labels, pathOf))}; ${logits ? 'each of its columns is a target as it is' : 'each class is a column of zeros and ones'}. Classes shown: ${classes.map(({ index, name }) => (String(index) === name ? name : `${index} ${codeSpan(name)}`)).join(', ')}.`,
    shown: logits ? {} : { 'classes.count': classes.map(({ count }) => count) },
    pieces: logits ? [readArray] : [readArray, indicators],
    code: `
TARGETS = ${logits ? `np.asarray(${read}, dtype=np.float64)` : `indicators(${read})`}
CLASSES = ${pythonList(classes.map(({ index }) => String(index)))}${
      logits ? '' : '\ncheck({"classes.count": TARGETS.sum(axis=0)[CLASSES]}, tolerance=0)'
    }`,
  };
}

function fitSection(
  { layers, classes }: ClassesResult,
  readings: readonly ArrayReading[],
  dropNonFinite: boolean,
): Section {
  const rows = readings.map(({ address: { recipe }, rowsPerSample = 1 }) => {
    const { every, first } = recipe?.subsample ?? { every: 1, first: 0 };
    return `(${rowsPerSample}, ${first}, ${every})`;
  });
  const plain = rows.every((row) => row === '(1, 0, 1)');
  const targets = plain ? 'TARGETS' : 'np.repeat(TARGETS, repeats, axis=0)[first::every]';
  return {
    id: 'classes',
    prose: String.raw`## How well classes are read

With $Q$ an orthonormal basis of the centred layer and $y_c$ the centred column of class $c$, $R_c = \lVert Q^\top y_c \rVert / \lVert y_c \rVert$. It grows with the number of neurons by chance; of unrelated data $R^2$ is $\text{rank} / (n - 1)$ on average, and

$$R^2_{\text{adjusted}} = 1 - (1 - R^2)\, \frac{n - 1}{n - 1 - \text{rank}}$$

is about 0. *All classes* is the mean CCA of the layer with all columns at once. $R$ as shown by CCA Lens:

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
    pieces: [classFit, ...(dropNonFinite ? [finiteSamples] : [])],
    code: `
${plain ? '' : `# Rows that became of each sample, and which of them were kept: first, then one of every so many.\nROWS = ${pythonList(rows)}\n`}ranks, R, adjusted, null_R2, whole = [], [], [], [], []
for ${plain ? 'name, read in LAYERS' : '(name, read), (repeats, first, every) in zip(LAYERS, ROWS)'}:
    X, Y = read(), ${targets}${
      dropNonFinite
        ? `
    finite = finite_samples(X, Y)
    X, Y = X[finite], Y[finite]`
        : ''
    }
    rank, n, of_classes, of_all = class_fit(X, Y)
    of_classes = of_classes[CLASSES]
    freedom = n - 1 - rank
    ranks.append(rank)
    R.append(of_classes)
    adjusted.append(1 - (1 - of_classes**2) * (n - 1) / freedom if freedom > 0 else np.full(len(CLASSES), np.nan))
    null_R2.append(min(1, rank / (n - 1)))
    whole.append(of_all)
    print(f"{name:32}" + "".join(f"{value:8.3f}" for value in of_classes))
check({"layers.rank": ranks}, tolerance=0)
check(
    {
        "layers.R": R,
        "layers.adjusted": adjusted,
        "layers.nullR2": null_R2,
        "layers.whole.mean": whole,
    },
    tolerance=1e-8,
)`,
  };
}
