import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { relativePath } from '../../src/analysis/names/portablePaths';
import type { AnalysisResult } from '../../src/facts/analyses';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import { analyze } from '../../src/jobs/analyses/analyze';
import { arraysAsRead } from '../../src/jobs/analyses/arraysAsRead';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { plainEngine } from '../../src/jobs/engine';
import { analysisNotebook } from '../../src/notebook/analysisNotebook';
import { comparisonNotebook } from '../../src/notebook/comparisonNotebook';
import type { SelectedArray, Selection } from '../../src/protocol/selection';
import { selectionOf } from '../analysis/selections';
import { npyFile } from '../formats/sources';
import { mapped, representation } from '../jobs/relatedPairs';
import { saveArray } from '../jobs/savedArrays';
import { gaussian } from '../linalg/random';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { validNotebook } from './notebookShape';
import { drawnFigures, pythonWithNumpy, runNotebooks, type DrawnFigure } from './runNotebook';

let folder: string;

/** The figures of notebooks, drawn; none where there is no Python. */
async function drawn(...texts: string[]): Promise<DrawnFigure[][] | undefined> {
  texts.forEach(validNotebook);
  if (!pythonWithNumpy()) return undefined;
  const runs = await runNotebooks(folder, texts, true);
  return runs.map((run) => {
    assert.equal(run.error, undefined);
    return drawnFigures(run);
  });
}

/** Values that were recomputed, against those that were shown. */
function near(found: readonly (number | null)[], shown: readonly (number | null)[], about: string): void {
  assert.equal(found.length, shown.length, about);
  found.forEach((value, i) => {
    const other = shown[i]!;
    assert.ok(value === other || Math.abs(value! - other) < 1e-7, `${about}: ${value} is drawn, not ${other}`);
  });
}

const labels = ({ lines }: DrawnFigure) => lines.map(({ label }) => label);
const valuesOf = ({ lines }: DrawnFigure, label: string) => lines.find((line) => line.label === label)!.values;

async function compared(a: string, b: string, options: Partial<CompareOptions> = {}) {
  const request = { a: { path: a }, b: { path: b }, options: { ...defaultOptions, ...options } };
  const { report } = await compareArrays(request, () => undefined);
  return {
    report,
    text: comparisonNotebook({ request, names: { a, b }, report }, (path) => relativePath(folder, path)),
  };
}

async function analyzed<Name extends AnalysisResult['analysis']>(selection: Selection & { analysis: Name }) {
  const result = await analyze({ selection }, () => undefined, plainEngine());
  const asRead = await arraysAsRead({ selection });
  const text = analysisNotebook({ selection, result, asRead }, (path) => relativePath(folder, path));
  return { text, result: result as Extract<AnalysisResult, { analysis: Name }> };
}

function layer(path: string, model: string, name: string, more: Partial<SelectedArray> = {}): SelectedArray {
  return { path, model, checkpoint: '', layer: name, include: true, ...more };
}

describe('figures of notebooks', () => {
  let a: string;
  let b: string;
  before(async () => {
    folder = temporaryFolder('notebook-figures');
    a = await saveArray(folder, 'a', representation(150, 9, 1));
    b = await saveArray(folder, 'b', representation(150, 7, 2));
  });

  it('says in a sentence for each that matplotlib is not installed, and fails nowhere', async () => {
    const { text } = await compared(a, b);
    validNotebook(text);
    if (!pythonWithNumpy()) return;
    const [run] = await runNotebooks(folder, [text]);
    assert.equal(run!.error, undefined);
    assert.deepEqual(
      run!.printed.figures!.trim().split('\n'),
      ['Canonical correlations', 'Cumulative PCA variance', 'PWCCA weights'].map(
        (title) => `${title}: not drawn, because matplotlib is not installed; the numbers stand above.`,
      ),
    );
  });

  it('draws the spectrum with the levels of unrelated data, variances with their cuts, and the weights', async () => {
    const { report, text } = await compared(a, b);
    const [figures] = (await drawn(text)) ?? [];
    if (!figures) return;
    const [spectrum, variance, weights] = figures as [DrawnFigure, DrawnFigure, DrawnFigure];
    assert.deepEqual(
      [spectrum.title, spectrum.x, spectrum.y],
      ['Canonical correlations', 'Coefficient', 'Canonical correlation'],
    );
    const { cca, svcca, pca, pwcca } = report;
    near(valuesOf(spectrum, 'CCA'), cca!.coefficients, 'CCA');
    near(valuesOf(spectrum, 'CCA unrelated'), report.null!.coefficients, 'level of CCA');
    near(valuesOf(spectrum, 'SVCCA'), svcca!.coefficients, 'SVCCA');
    near(valuesOf(spectrum, 'SVCCA unrelated'), svcca!.null.coefficients, 'level of SVCCA');
    assert.deepEqual(
      spectrum.lines[0]!.places,
      cca!.coefficients.map((_, i) => i + 1),
    );
    assert.deepEqual(
      spectrum.lines.slice(0, 4).map(({ dash }) => dash),
      ['-', '--', '-', '--'],
    );
    assert.equal(spectrum.lines[0]!.colour, spectrum.lines[1]!.colour);
    assert.deepEqual(labels(variance), ['a', 'b', `a cut at ${svcca!.kept[0]}`, `b cut at ${svcca!.kept[1]}`]);
    let sum = 0;
    near(
      valuesOf(variance, 'a'),
      pca!.a.explainedVariance.map((share) => (sum += share)),
      'variance of a',
    );
    near(variance.lines[2]!.values, [svcca!.retainedVariance[0]], 'cut of a');
    near(weights.bars!.values, pwcca!.weights, 'weights');
    assert.equal(weights.bars!.label, `Weight by side ${pwcca!.side}`);
    near(valuesOf(weights, 'Even weights (mean CCA)'), Array(2).fill(1 / pwcca!.weights.length) as number[], 'even');
  });

  it('draws what was measured alone, and no weights that are not determined', async () => {
    const some = [
      await compared(a, b, { measures: ['svcca'] }),
      await compared(a, b, { measures: ['cka'] }),
      await compared(a, a),
      await compared(a, b, { epsilon: 0.05 }),
    ];
    const figures = await drawn(...some.map(({ text }) => text));
    if (!figures) return;
    const titles = figures.map((each) => each.map(({ title }) => title));
    assert.deepEqual(titles[0], ['Canonical correlations']);
    assert.deepEqual(labels(figures[0]![0]!), ['SVCCA', 'SVCCA unrelated']);
    assert.deepEqual(titles[1], []);
    assert.deepEqual(titles[2], ['Canonical correlations', 'Cumulative PCA variance']);
    assert.equal(labels(figures[3]![0]!)[0], 'CCA (regularised)');
  });

  it('draws a matrix over the range of its score, what names share in the titles, whatever characters they have', async () => {
    const arrays = await Promise.all(
      ['_$x$', '"y"\\', 'z é😀'].map(async (name, i) =>
        layer(await saveArray(folder, `m${i}`, representation(60, 5, i)), 'net', `block.${name}.mlp`),
      ),
    );
    const [matrix, distances] = [
      await analyzed(selectionOf('matrix', arrays, { measure: 'svcca' }) as Selection & { analysis: 'matrix' }),
      await analyzed(
        selectionOf('matrix', arrays, { measure: 'procrustesDistance' }) as Selection & { analysis: 'matrix' },
      ),
    ];
    const figures = await drawn(matrix.text, distances.text);
    if (!figures) return;
    const [[figure], [other]] = figures as [[DrawnFigure], [DrawnFigure]];
    assert.equal(figure.title, 'Mean SVCCA');
    matrix.result.values.svcca.forEach((row, i) => near(figure.map!.values[i]!, row, `row ${i}`));
    assert.deepEqual([figure.map!.limits, figure.map!.cmap, figure.bar!.label], [[0, 1], 'viridis', 'Mean SVCCA']);
    assert.equal(other.map!.cmap, 'viridis_r');
    assert.match(figure.y, /^Layers \(a\): .*\*\.mlp$/);
    // A dollar and an underscore that begins a name mean something to matplotlib.
    assert.deepEqual(figure.rows!.names, [' _\\$x\\$', '"y"\\', 'z é😀']);
    assert.deepEqual(figure.columns!.names, figure.rows!.names);
  });

  it('draws dynamics: a line a layer with its level, of many by depth with a bar, and a map', async () => {
    const course = async (depths: number): Promise<SelectedArray[]> => {
      const arrays: SelectedArray[] = [];
      for (const [c, checkpoint] of ['step 0', 'step 10', 'step 100'].entries()) {
        for (let depth = 0; depth < depths; depth++) {
          const noise = gaussian(80, 4, 100 + 10 * c + depth).data;
          const X = mapped(representation(80, 4, depth), (value, at) => value + (2 - c) * 0.4 * noise[at]!);
          // A layer that was not saved leaves a gap.
          if (c === 1 && depth === 1) continue;
          const path = await saveArray(folder, `${depths} ${c} ${depth}`, X);
          arrays.push(layer(path, 'm', `l${depth}`, { checkpoint }));
        }
      }
      return arrays;
    };
    const dynamics = { threshold: 0.8, grid: false };
    const by = async (depths: number) =>
      analyzed(
        selectionOf('dynamics', await course(depths), { dynamics, measure: 'svcca' }) as Selection & {
          analysis: 'dynamics';
        },
      );
    const [few, many] = [await by(2), await by(10)];
    const figures = await drawn(few.text, many.text);
    if (!figures) return;
    const [[lines], [deep, map]] = figures as [[DrawnFigure], [DrawnFigure, DrawnFigure]];
    assert.deepEqual(labels(lines), ['l0', 'l1', 'Threshold 0.8', 'Unrelated data', null]);
    assert.deepEqual(
      [lines.title, lines.x, lines.y],
      ['Mean SVCCA with the final checkpoint', 'Checkpoint', 'Mean SVCCA'],
    );
    const [model] = few.result.models;
    const column = (table: readonly (readonly (number | null)[])[], l: number) => table.map((row) => row[l]!);
    for (const l of [0, 1]) near(lines.lines[l]!.values, column(model!.values, l), `layer ${l}`);
    near(lines.lines[3]!.values, column(model!.nulls, 0), 'level of layer 0');
    assert.equal(lines.lines[4]!.colour, lines.lines[1]!.colour);
    assert.deepEqual(lines.lines[0]!.places, model!.positions);
    assert.deepEqual(deep.bar, { label: 'Layer', names: ['l0', 'l9'] });
    assert.deepEqual(deep.legend, ['Threshold 0.8', 'Unrelated data']);
    assert.equal(deep.lines.length, 10 + 1 + 2);
    assert.equal(map.title, 'Mean SVCCA with step 100');
    near(map.map!.values[9]!, column(many.result.models[0]!.values, 9), 'layer 9');
  });

  it('draws groups: the mean of each pair over the layers, and its single pairs', async () => {
    const arrays: SelectedArray[] = [];
    for (const network of [0, 1, 2, 3]) {
      for (const depth of [0, 1]) {
        const path = await saveArray(folder, `g${network} ${depth}`, representation(80, 5, 10 * network + depth));
        arrays.push(layer(path, `n${network}`, `l${depth}`, { group: network < 2 ? 'first' : 'second' }));
      }
    }
    const { text, result } = await analyzed(selectionOf('groups', arrays) as Selection & { analysis: 'groups' });
    const [figures] = (await drawn(text)) ?? [];
    if (!figures) return;
    const [figure] = figures as [DrawnFigure];
    assert.deepEqual(figure.legend, ['within first', 'first with second', 'within second', 'Single pairs']);
    for (const { a, b, words } of [
      { a: 'first', b: 'first', words: 'within first' },
      { a: 'first', b: 'second', words: 'first with second' },
    ]) {
      const cells = result.cells.filter((cell) => cell.a === a && cell.b === b);
      near(
        valuesOf(figure, words),
        cells.map(({ mean }) => mean),
        words,
      );
      const colour = figure.lines.find(({ label }) => label === words)!.colour;
      const dots = figure.lines.slice(3).filter((line) => line.colour === colour);
      near(
        dots[1]!.values,
        cells[1]!.pairs.map(({ value }) => value),
        `pairs, ${words}`,
      );
    }
    assert.deepEqual(figure.columns, { names: ['l0', 'l1'], places: [0, 1] });
  });

  it('draws classes: a line each over layers and checkpoints, of many their mean and a map', async () => {
    const arrays: SelectedArray[] = [];
    for (const checkpoint of ['epoch 1', 'epoch 5'])
      for (const depth of [0, 1]) {
        const path = await saveArray(folder, `c${checkpoint} ${depth}`, representation(150, 6, depth));
        arrays.push(layer(path, 'm', `l${depth}`, { checkpoint }));
      }
    const by = (count: number) => {
      const labels = join(folder, `labels${count}.npy`);
      const classes = Float64Array.from({ length: 150 }, (_, i) => i % count);
      writeFileSync(labels, npyFile(classes, [150], 'f8'));
      const choice = { classes: { labels, logits: 'columns' as const } };
      return analyzed(selectionOf('classes', arrays, choice) as Selection & { analysis: 'classes' });
    };
    const [few, many] = [await by(3), await by(12)];
    const figures = await drawn(few.text, many.text);
    if (!figures) return;
    const [[over, along], all] = figures as [[DrawnFigure, DrawnFigure], DrawnFigure[]];
    assert.deepEqual(
      [over.title, along.title],
      ['Classes over the layers: m, epoch 5', 'Classes over the checkpoints: m, l1'],
    );
    assert.deepEqual(labels(over), ['0', '1', '2', 'All classes at once (mean CCA)', 'Unrelated data']);
    const last = few.result.layers.filter(({ checkpoint }) => checkpoint === 'epoch 5');
    near(
      valuesOf(over, '2'),
      last.map(({ R }) => R[2]!),
      'class 2',
    );
    near(
      valuesOf(over, 'Unrelated data'),
      last.map(({ nullR2 }) => Math.sqrt(nullR2)),
      'level',
    );
    near(
      valuesOf(over, 'All classes at once (mean CCA)'),
      last.map(({ whole }) => whole!.mean),
      'all',
    );
    assert.deepEqual(along.lines[0]!.places, [1, 5]);
    assert.equal(all.length, 4);
    assert.equal(labels(all[0]!)[0], 'Mean of the classes');
    near(
      all[1]!.map!.values[11]!,
      many.result.layers.slice(2).map(({ R }) => R[11]!),
      'row of class 11',
    );
  });
});
