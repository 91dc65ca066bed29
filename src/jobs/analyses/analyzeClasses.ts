import { classesReading } from '../../analysis/classes/classesReading';
import { rankClasses } from '../../analysis/classes/classesResult';
import { arraysRemarks } from '../../analysis/pairs/arraysRemarks';
import { LensError } from '../../facts/errors';
import type { ClassesOfLayer, ClassesResult } from '../../facts/analyses/classes';
import type { Notice } from '../../facts/reportParts';
import type { AnalyzeSpec } from '../../protocol/analysisRun';
import type { LayerCell } from '../classes/layerCell';
import { layersOfSet, type LayersWork } from '../classes/layersOfSet';
import { differentFiles, openClasses, type ClassesSet } from '../classes/openClasses';
import { sameArrays } from '../compare/sameArrays';
import type { Engine } from '../engine';
import type { Progress } from '../progress';

/**
 * How well each class can be told from each layer: layers by themselves, several at a time, each in one pass for all classes; maps by frequency one
 * after the other, in a pass for each batch of frequencies. A layer that is refused says why beside the others; one that is known from an earlier run is not fitted again.
 * @throws the errors of openClasses and layersOfSet; the first refusal when no layer is left.
 */
export async function analyzeClasses(spec: AnalyzeSpec, progress: Progress, engine: Engine): Promise<ClassesResult> {
  const { selection, resources = {} } = spec;
  const start = performance.now();
  progress('reading labels', 0);
  return (await classesOf(await openClasses(selection, resources), spec, progress, engine, start)).result;
}

/**
 * The same of a set that is opened, of which some layers may be missing where nothing is fitted: the result is then what there is of it, with no word on the whole. Yields the
 * places of those among the layers that wait, too. @throws as above.
 */
export async function classesOf(
  set: ClassesSet,
  { resources, results, keptAlone }: LayersWork,
  progress: Progress,
  engine: Engine,
  start = performance.now(),
): Promise<{ result: ClassesResult; missing: number[] }> {
  const { arrays, waiting, targets, name } = set;
  const result = { ...set.result };
  const same = await sameArrays(differentFiles(set), progress);
  const cells = waiting.map((): LayerCell | undefined => undefined);
  const layers = (): ClassesOfLayer[] =>
    waiting.flatMap(({ i, layer: { neurons }, name: layerName }, at) => {
      const cell = cells[at];
      if (!cell || 'error' in cell) return [];
      const { path, model, checkpoint, layer } = arrays[i]!;
      return [{ path, model, checkpoint, layer, name: layerName, neurons, ...cell.numbers }];
    });
  const tell = (at: number, cell: LayerCell, done: number, all: number): void => {
    cells[at] = cell;
    if (done === 1) result.timings.firstCell = performance.now() - start;
    progress(`fitting ${waiting[at]!.name}`, done / all, () => ({ ...result, layers: layers() }));
  };
  const { known, kept, notices } = await layersOfSet(set, { resources, results, keptAlone }, tell, progress, engine);
  result.layers = layers();
  const missing = [...cells.keys()].filter((at) => cells[at] === undefined);
  if (missing.length > 0) return { result, missing };

  const said = cells.map((cell): Notice[] => (cell && 'notices' in cell ? cell.notices : []));
  if (targets.kind === 'columns') {
    const { identity } = targets;
    const executor = await engine.executor(1);
    said.push(
      await executor.run('sampleRemarks', { identity, name, mask: kept.masks[waiting.length], purpose: 'classes' }),
    );
  }
  const refusals = [...set.refusals];
  waiting.forEach(({ i }, at) => {
    const cell = cells[at]!;
    if ('error' in cell) refusals[i] = cell.error;
  });
  result.refused = refusals.flatMap((error, i) => (error ? [{ a: arrays[i]!.path, b: result.labels, ...error }] : []));
  if (result.layers.length === 0) throw new LensError(result.refused[0]!.code, result.refused[0]!.message);
  const remarks = arraysRemarks(said.flat());
  const ofRows = [...same, ...kept.notices, ...remarks];
  result.warnings = [...result.warnings, ...ofRows, ...spanned(result.layers, result.samples), ...notices];
  result.ranking = rankClasses(result.layers, result.classes);
  result.reading = classesReading(result);
  // Of what is kept alone the shards are this run's own: nothing was known before it.
  result.known = keptAlone ? 0 : known;
  result.timings = { ...result.timings, total: performance.now() - start };
  return { result, missing };
}

/** Layers that have no numbers, and why. */
function spanned(layers: readonly ClassesOfLayer[], all: number): ClassesResult['warnings'] {
  return layers.flatMap(({ name, rank, samples = all, frequencies }) =>
    (frequencies ? frequencies.used > 0 : rank < samples - 1)
      ? []
      : [
          {
            code: 'all-samples-spanned',
            message: `${name} has ${rank} dimensions for ${samples} samples, and so fits any classes wholly: its R is left out; use more samples than neurons.`,
          },
        ],
  );
}
