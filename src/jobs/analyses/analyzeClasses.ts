import { chosenClasses, namesOfClasses } from '../../analysis/classes/classNames';
import { classesOfMaps } from '../../analysis/classes/classesOfMaps';
import { classesReading } from '../../analysis/classes/classesReading';
import { classesOfLayer, rankClasses } from '../../analysis/classes/classesResult';
import { absentNotice, labelNotices } from '../../analysis/classes/labelNotices';
import { samplesOfLabels, type Labels } from '../../analysis/classes/labels';
import { arraysRemarks } from '../../analysis/pairs/arraysRemarks';
import { LensError } from '../../facts/errors';
import type { AnalyzeSpec } from '../../protocol/analysisRun';
import type { SelectedArray } from '../../protocol/selection';
import type { ClassesOfLayer, ClassesResult } from '../../facts/analyses/classes';
import type { Resources } from '../../protocol/resources';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { CompareOptions } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import { classCounts } from '../../similarity/classes/classSimilarity';
import { NoVarianceError, TooFewSamplesError } from '../../similarity/errors';
import { commonFinite } from '../compare/commonFinite';
import { sameArrays } from '../compare/sameArrays';
import type { Progress } from '../progress';
import type { Engine } from '../engine';
import { fileName } from '../files/fileBytes';
import { describeError } from '../describeError';
import type { LayerTargets } from '../classes/fitLayer';
import { fitMaps } from '../classes/fitMaps';
import { labelOrder } from '../classes/labelOrder';
import { inParallel } from '../inParallel';
import { memoryBudget } from '../memoryPlan';
import { checkIds, requireNoProblem } from './checkIds';
import { idsNotices, selectedAddresses } from './selectedAddresses';
import { labelsOfSamples } from '../classes/labelsOfSamples';
import { openLayers, type OpenedLayer, type LayerRefusal } from '../arrays/openLayers';
import { readArrayHeader } from '../arrays/arrayHeaders';
import { sidesOfHeaders } from '../arrays/sidesOfHeaders';
import { samplesOf } from '../passes/filePair';
import { bothMasks, type CommonSamples, type NamedSide } from '../passes/finiteSamples';
import { tellingWhy } from '../passes/tellingWhy';
import { planLayers } from '../classes/planLayers';
import type { Executor } from '../pool/executor';
import { samplesRepeat } from '../trust/samplesRepeat';
import { readClassNames, readLabels } from '../classes/readLabels';

/**
 * How well each class can be told from each layer: layers by themselves, several at a time, each in one pass for all classes; maps by frequency one
 * after the other, in a pass for each batch of frequencies. A layer that is refused says why beside the others. Where arrays come with ids
 * of their samples, all are read in the order of the labels (see labelOrder).
 * @throws LensError `no-labels`, `nothing-selected`, `id-count-mismatch`; LabelsError; the errors of opening labels and names;
 * TooFewSamplesError for logits of as many classes as samples; the first refusal when no layer is left; FileChangedError.
 */
export async function analyzeClasses(spec: AnalyzeSpec, progress: Progress, engine: Engine): Promise<ClassesResult> {
  const start = performance.now();
  const { selection, resources = {} } = spec;
  const arrays = selection.arrays.filter(({ include }) => include);
  const choice = selection.classes;
  if (choice === undefined || choice.labels === '')
    throw new LensError('no-labels', 'The analysis of classes needs the labels of the samples: choose a label file.');
  if (arrays.length === 0) throw new LensError('nothing-selected', 'No layer is selected; select at least one.');
  progress('reading labels', 0);
  const { name, labels } = await readLabels(choice.labels, choice.logits, memoryBudget(resources));
  const read = choice.names === undefined ? undefined : await readClassNames(choice.names);
  const names = namesOfClasses(labels, read, { labels: name, names: fileName(choice.names ?? '') });
  const chosen = chosenClasses(names.length, choice.subset);
  const samples = samplesOfLabels(labels);
  const ignored = labels.kind === 'classes' ? labels.ignored : undefined;
  // Samples without a class take no part.
  const part = samples - (ignored?.samples ?? 0);

  const ids = await checkIds(arrays, { expected: samples, options: selection.options });
  const order = await labelOrder(ids.arrays, { path: choice.labels, count: samples });
  requireNoProblem([...ids.problems, ...order.problems]);
  const addresses = selectedAddresses(arrays, order.wanted);
  const opened = await openLayers(addresses, samples, name, selection.options);
  const plan = planLayers(opened.layers, opened.names, names.length, resources);
  const executor = await engine.executor(plan.workers);
  const targets = await targetsOf(labels, names.length, choice.labels, name, selection.options.rank, executor);
  const described = describeClasses(chosen, names, targets);
  const wanted = (choice.subset ?? []).length > 0;
  // A class without a sample has no numbers, and is shown only when it was asked for.
  const shown = wanted ? described : described.filter(({ count }) => count !== 0);
  const classes = shown.map(({ index }) => index);
  const named = wanted || read !== undefined || (labels.kind === 'classes' && labels.from !== 'vector');
  const absent = absentNotice(described, named);
  const result: ClassesResult = {
    schema: 1,
    analysis: 'classes',
    options: selection.options,
    samples: part,
    labels: choice.labels,
    target: labels.kind === 'classes' ? 'indicator' : 'logits',
    labelling: labels.kind === 'classes' ? { from: labels.from, ...(ignored ? { ignored } : {}) } : null,
    classes: shown,
    layers: [],
    ranking: [],
    refused: [],
    warnings: [
      ...labelNotices(labels, name),
      ...(absent ? [absent] : []),
      ...order.notices,
      ...idsNotices(arrays),
      ...opened.notices,
    ],
    timings: { total: 0, firstCell: 0 },
    known: 0,
  };
  const found: (ClassesOfLayer | undefined)[] = arrays.map(() => undefined);
  const refusals = plan.layers.map((layer, i) =>
    'error' in layer ? layer.error : unfitTarget(layer, targets, samples, opened.names[i]!),
  );
  const soFar = (): ClassesResult => ({ ...result, layers: found.filter((layer) => layer !== undefined) });
  const waiting = plan.layers.flatMap((layer, i): Waiting[] => ('error' in layer || refusals[i] ? [] : [{ i, layer }]));
  const same = await sameArrays(differentFiles(waiting, opened.names), progress);
  const said: Notice[][] = arrays.map(() => []);
  const kept = selection.options.dropNonFinite
    ? await keptSamples(waiting, opened.names, targets, resources, engine)
    : { masks: [], notices: [] };
  let done = 0;
  const fitOne = async (
    { i, layer }: Waiting,
    finite: Uint8Array | undefined,
  ): Promise<ClassesOfLayer | LayerRefusal> => {
    const layerName = opened.names[i]!;
    const label = labelOf(arrays[i]!, layerName, layer);
    const { identity, maps } = layer;
    if (maps) {
      const onShare = (share: number): void => progress(`fitting ${layerName}`, (done + share) / waiting.length);
      const mask = bothMasks(finite, withClass(targets));
      const answer = await fitMaps({ maps, targets, mask, resources }, engine, onShare);
      if ('error' in answer) return answer;
      said[i] = answer.notices;
      const found = classesOfMaps(label, answer.grid, answer.fits, classes, part);
      if (found) return { ...found, ...repeating(answer.notices) };
      const refused = await tellingWhy(
        new NoVarianceError(layerName, 'rounding'),
        [{ identity, name: layerName, mask }],
        (side) => executor.run('lostVariance', side),
      );
      return { error: describeError(refused) };
    }
    const ofRows = targetsOfRows(targets, identity, name, layerName);
    const side = { identity, name: layerName, mask: bothMasks(finite, withClass(ofRows)) };
    const answer = await executor.run('classes', { ...side, targets: ofRows });
    if ('error' in answer) return answer;
    said[i] = answer.notices;
    return { ...classesOfLayer(label, answer.fit, classes, part), ...repeating(answer.notices) };
  };
  // Maps by frequency share all workers layer by layer; of others one more than there are workers, so that none waits for its next one.
  const byFrequency = waiting.some(({ layer }) => layer.maps !== undefined);
  const lanes = executor.workers > 1 && !byFrequency ? executor.workers + 1 : 1;
  await inParallel(waiting, lanes, async (each, at) => {
    const answer = await fitOne(each, kept.masks[at]);
    if ('error' in answer) refusals[each.i] = answer.error;
    else found[each.i] = answer;
    if (done === 0) result.timings.firstCell = performance.now() - start;
    progress(`fitting ${opened.names[each.i]!}`, ++done / waiting.length, soFar);
  });

  if (targets.kind === 'columns')
    said.push(
      await executor.run('sampleRemarks', {
        identity: targets.identity,
        name,
        mask: kept.masks[waiting.length],
        purpose: 'classes',
      }),
    );
  result.layers = soFar().layers;
  result.refused = refusals.flatMap((error, i) => (error ? [{ a: arrays[i]!.path, b: choice.labels, ...error }] : []));
  if (result.layers.length === 0) throw new LensError(result.refused[0]!.code, result.refused[0]!.message);
  const remarks = arraysRemarks(said.flat());
  result.warnings = [...result.warnings, ...same, ...kept.notices, ...remarks, ...spanned(result.layers, part)];
  result.ranking = rankClasses(result.layers, result.classes);
  result.reading = classesReading(result);
  result.timings.total = performance.now() - start;
  return result;
}

/** A layer that is going to be fitted, and its place in the selection. */
interface Waiting {
  i: number;
  layer: OpenedLayer;
}

/**
 * The rows that each of the layers keeps, so that all are over the same samples: those that are finite in all of them, and in the targets. Samples
 * without a class are left out for that alone (see withClass), whatever they hold.
 */
function keptSamples(
  layers: readonly Waiting[],
  names: readonly string[],
  targets: LayerTargets,
  resources: Resources,
  engine: Engine,
): Promise<CommonSamples> {
  const sides = layers.map(({ i, layer }) => ({ identity: layer.identity, name: names[i]! }));
  const columns = targets.kind === 'columns' ? [{ identity: targets.identity, name: targets.name }] : [];
  return commonFinite([...sides, ...columns], resources, engine, withClass(targets));
}

/** The layers that are fitted, each file once. */
function differentFiles(layers: readonly Waiting[], names: readonly string[]): NamedSide[] {
  const sides = layers.map(({ i, layer }): NamedSide => ({ identity: layer.identity, name: names[i]! }));
  return [...new Map(sides.map((side) => [side.identity.address.path, side])).values()];
}

/** What the layers are fitted to; of logits what a pass over them says, once for all layers. @throws TooFewSamplesError. */
async function targetsOf(
  labels: Labels,
  count: number,
  path: string,
  name: string,
  rank: CompareOptions['rank'],
  executor: Executor,
): Promise<LayerTargets> {
  if (labels.kind === 'classes') return { kind: 'classes', classes: { labels: labels.labels, count } };
  if (labels.classes >= labels.samples)
    throw new TooFewSamplesError(
      `${name} has ${labels.classes} columns for ${labels.samples} samples; logits as targets need more samples than classes.`,
    );
  const header = await readArrayHeader({ path }, name);
  const identity = sidesOfHeaders([{ header, transposed: false }], rank).sides[0]!;
  return { kind: 'columns', identity, name, known: await factorsOf(identity, name, executor) };
}

async function factorsOf(identity: SideIdentity, name: string, executor: Executor) {
  try {
    return (await executor.run('side', { identity, name, wanted: { values: false } })).side;
  } catch (error) {
    // Each layer says it, or leaves those samples out.
    if (error instanceof LensError && error.code === 'non-finite') return undefined;
    throw error;
  }
}

function describeClasses(
  classes: readonly number[],
  names: readonly string[],
  targets: LayerTargets,
): ClassesResult['classes'] {
  const counts = targets.kind === 'classes' ? classCounts(targets.classes) : undefined;
  return classes.map((index) => ({ index, name: names[index]!, count: counts ? counts[index]! : null }));
}

function labelOf({ path, model, checkpoint, layer }: SelectedArray, name: string, { neurons }: OpenedLayer) {
  return { path, model, checkpoint, layer, name, neurons };
}

/** Of a layer whose samples repeat it is not told what stands clear of chance: that takes samples for independent. */
function repeating(notices: readonly Notice[]): Pick<ClassesOfLayer, 'repeats'> {
  return samplesRepeat(notices) ? { repeats: true } : {};
}

/** Why a layer cannot be fitted to these targets: columns of a file have one row a sample, and stay so. */
function unfitTarget({ identity }: OpenedLayer, targets: LayerTargets, samples: number, name: string) {
  const rows = samplesOf(identity);
  if (targets.kind === 'classes' || rows === samples) return undefined;
  const message = `${name} becomes ${rows} rows and ${targets.name} has ${samples}: logits as targets need one row for each sample; average the positions (pool), or take classes (argmax).`;
  return { code: 'recipe-mismatch', message };
}

/** The same targets for the rows that a layer is read as: a sample's class is that of each of its rows. */
function targetsOfRows(targets: LayerTargets, identity: SideIdentity, labels: string, name: string): LayerTargets {
  if (targets.kind === 'columns' || samplesOf(identity) === targets.classes.labels.length) return targets;
  const { labels: of, count } = targets.classes;
  return { kind: 'classes', classes: { labels: labelsOfSamples({ of, name: labels }, identity, name), count } };
}

/** One byte for each row of a layer, 0 for those whose sample has no class; undefined where all have one. */
function withClass(targets: LayerTargets): Uint8Array | undefined {
  if (targets.kind === 'columns' || !targets.classes.labels.includes(-1)) return undefined;
  return Uint8Array.from(targets.classes.labels, (label) => Number(label >= 0));
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
