import type { DynamicsOfModel, DynamicsResult } from '../../facts/analyses/dynamics';
import { codeSpan, numbersTable } from '../markdownText';
import type { NotebookCell } from '../nbformat';
import { piece } from '../../facts/python/piece';
import { scoreFacts } from '../../facts/measures/scores';
import { notebookCells } from '../program';
import { pythonList } from '../pythonText';
import type { PathOf } from '../readExpression';
import type { Section, ShownNumbers } from '../../facts/python/section';
import { analysisHead } from './analysisHead';
import { calibratedShown, calibratedTable } from './calibratedTable';
import type { ShownAnalysis } from './shownAnalysis';
import { dynamicsFigures } from './dynamicsFigures';
import { pairPlaces, pythonPlaces, type PairPlaces } from './layerList';
import { checkPieces, checkScores, pairsSections } from './pairsSections';
import { ownNull, type PairNumber } from './pairPieces';

const frozenFrom = piece(`
def frozen_from(values, final, limit):
    """For each layer the checkpoint from which on its similarity stays at the limit or above; None: there is none.

    Neither the final checkpoint nor later ones count; a missing value is passed over.
    """
    found = []
    for course in np.transpose(values):
        index = None
        for c in reversed(range(final)):
            if np.isnan(course[c]):
                continue
            if course[c] < limit:
                break
            index = c
        found.append(index)
    return found
`);

/** The cells of a notebook that recomputes learning dynamics: each layer at every checkpoint against itself at the final one. */
export function dynamicsNotebook({ result, asRead }: ShownAnalysis<DynamicsResult>, pathOf: PathOf): NotebookCell[] {
  const { models, measure, options } = result;
  const withNull = models.some(({ nullCca }) => nullCca.flat().some((value) => value !== null));
  const own = models.some(({ nulls }) => nulls.flat().some((value) => value !== null)) ? ownNull(measure) : undefined;
  const names: PairNumber[] = [measure, ...(withNull ? (['null.cca'] as const) : []), ...(own ? [own] : [])];
  const places = pairPlaces(asRead);
  const sections = models.flatMap((model, at) => [
    modelSection(model, at, result, places, names),
    dynamicsFigures(model, at, result, names),
  ]);
  const about = `Learning dynamics: every checkpoint against the final one, layer by layer, by ${measure} ([Raghu et al. 2017](https://arxiv.org/abs/1706.05806), figure 4).`;
  const list = pairsSections({ asRead, pathOf, names, options, symmetric: true });
  return notebookCells(analysisHead('Learning dynamics', about, result), [...list, ...sections]);
}

function modelSection(
  model: DynamicsOfModel,
  at: number,
  { measure, threshold }: DynamicsResult,
  placesOf: PairPlaces,
  names: readonly PairNumber[],
): Section {
  const {
    checkpoints,
    final,
    layers,
    paths,
    values,
    nullCca,
    nulls,
    grids,
    calibrated,
    frozen,
    atChance = [],
    saturated = [],
  } = model;
  const unclear = [...atChance, ...saturated];
  const last = checkpoints.indexOf(final);
  const cell = (a: string | null | undefined, b: string | null | undefined): string =>
    pythonPlaces(a && b ? placesOf(a, b) : undefined);
  const cells = paths.map((row) =>
    pythonList(
      row.map((path, l) => cell(path, paths[last]![l])),
      4,
    ),
  );
  const key = `models[${at}]`;
  const shown: ShownNumbers = {
    [`${key}.values`]: values,
    ...(names.includes('null.cca') ? { [`${key}.nullCca`]: nullCca } : {}),
    ...(names.some((name) => name === ownNull(measure)) ? { [`${key}.nulls`]: nulls } : {}),
    ...(grids ? { [`${key}.grids`]: grids } : {}),
    [`${key}.frozen`]: frozen.map(({ index }) => index),
    ...(calibrated ? calibratedShown(`${key}.`, calibrated) : {}),
  };
  const shownName = (name: PairNumber): string =>
    `${key}.${name === 'null.cca' ? 'nullCca' : name === measure ? 'values' : 'nulls'}`;
  // A distance is held against that of a similarity of the threshold.
  const { distance } = scoreFacts(measure);
  const limit = distance ? `-${distance.pythonOfLikeness(String(threshold))}` : String(threshold);
  const gridCells =
    grids &&
    paths.map((row) =>
      pythonList(
        row.map((a) =>
          pythonList(
            paths[last]!.map((b) => cell(a, b)),
            8,
          ),
        ),
        4,
      ),
    );
  return {
    id: `model-${at}`,
    prose: `## ${model.model === '' ? 'The model' : codeSpan(model.model)}

Checkpoints (rows) ${checkpoints.map(codeSpan).join(', ')}, held against ${codeSpan(final)}; layers (columns) ${layers.map(codeSpan).join(', ')}. A layer counts as converged from the checkpoint on from which it stays at ${threshold} or above. As shown by CCA Lens:

${numbersTable(
  layers,
  checkpoints.map((name, c) => ({ name, values: values[c]! })),
)}${calibrated ? calibratedTable(measure, calibrated, layers, checkpoints) : ''}`,
    shown,
    pieces: [...checkPieces, frozenFrom],
    code: `
cells = ${pythonList(cells)}
${checkScores(names, 'cells', shownName)}
likeness = ${distance ? '-' : ''}np.array(recomputed(cells, SHOWN["${key}.values"], "${measure}"))
${
  unclear.length > 0
    ? `# Scores that do not stand clear of what unrelated data give count as below the limit: (checkpoint, layer).
for c, l in ${pythonList(unclear.map(([c, l]) => `(${c}, ${l})`))}:
    likeness[c, l] = -np.inf
`
    : ''
}frozen = frozen_from(likeness, final=${last}, limit=${limit})
check({"${key}.frozen": frozen}, tolerance=0)${
      gridCells
        ? `

# Each layer at each checkpoint against every layer of the final one.
grid = ${pythonList(gridCells)}
${checkScores([measure], 'grid', () => `${key}.grids`)}`
        : ''
    }`,
  };
}
