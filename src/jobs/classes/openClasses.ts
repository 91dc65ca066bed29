import { chosenClasses, namesOfClasses } from '../../analysis/classes/classNames';
import { absentNotice, labelNotices } from '../../analysis/classes/labelNotices';
import { samplesOfLabels } from '../../analysis/classes/labels';
import type { ClassesResult } from '../../facts/analyses/classes';
import { LensError, type Fault } from '../../facts/errors';
import type { Resources } from '../../protocol/resources';
import type { SelectedArray, Selection } from '../../protocol/selection';
import { classCounts } from '../../similarity/classes/classSimilarity';
import { checkIds, requireNoProblem } from '../analyses/checkIds';
import { idsNotices, selectedAddresses } from '../analyses/selectedAddresses';
import { openLayers, type OpenedLayer } from '../arrays/openLayers';
import { fileName } from '../files/fileBytes';
import { memoryBudget } from '../memoryPlan';
import type { CommonSamples, NamedSide } from '../passes/finiteSamples';
import type { LayerTargets } from './fitLayer';
import { labelOrder } from './labelOrder';
import { targetsOf, unfitTarget, withClass } from './layerTargets';
import { readClassNames, readLabels } from './readLabels';

/** A layer that can be fitted as far as headers tell, its place in the selection, and what messages call it. */
export interface WaitingLayer {
  i: number;
  layer: OpenedLayer;
  name: string;
}

/** All that an analysis of classes asks for, whoever computes which part of it: what the labels say, and the layers by their headers. */
export interface ClassesSet {
  arrays: SelectedArray[];
  /** What messages call the labels. */
  name: string;
  targets: LayerTargets;
  /** The classes that layers are told by, and how many there are with those that are not wanted. */
  classes: number[];
  count: number;
  /** By place in the selection: why headers refuse a layer. */
  refusals: (Fault | undefined)[];
  waiting: WaitingLayer[];
  /** The result before any layer is in it. */
  result: ClassesResult;
}

/**
 * Reads the labels of a selection and the headers of its layers. Where arrays come with ids of their samples, all are read in the order of the labels (see labelOrder).
 * @throws LensError `no-labels`, `nothing-selected`, `id-count-mismatch`; LabelsError; the errors of opening labels and names; TooFewSamplesError for logits of as many
 * classes as samples.
 */
export async function openClasses(selection: Selection, resources: Resources): Promise<ClassesSet> {
  const { options, classes: choice } = selection;
  const arrays = selection.arrays.filter(({ include }) => include);
  if (choice === undefined || choice.labels === '')
    throw new LensError('no-labels', 'The analysis of classes needs the labels of the samples: choose a label file.');
  if (arrays.length === 0) throw new LensError('nothing-selected', 'No layer is selected; select at least one.');
  const { name, labels } = await readLabels(choice.labels, choice.logits, memoryBudget(resources));
  const read = choice.names === undefined ? undefined : await readClassNames(choice.names);
  const names = namesOfClasses(labels, read, { labels: name, names: fileName(choice.names ?? '') });
  const chosen = chosenClasses(names.length, choice.subset);
  const samples = samplesOfLabels(labels);
  const ignored = labels.kind === 'classes' ? labels.ignored : undefined;

  const ids = await checkIds(arrays, { expected: samples, options });
  const order = await labelOrder(ids.arrays, { path: choice.labels, count: samples });
  requireNoProblem([...ids.problems, ...order.problems]);
  const opened = await openLayers(selectedAddresses(arrays, order.wanted), samples, name, options);
  const targets = await targetsOf(labels, names.length, choice.labels, name, options.rank);
  const described = describeClasses(chosen, names, targets);
  const wanted = (choice.subset ?? []).length > 0;
  // A class without a sample has no numbers, and is shown only when it was asked for.
  const shown = wanted ? described : described.filter(({ count }) => count !== 0);
  const named = wanted || read !== undefined || (labels.kind === 'classes' && labels.from !== 'vector');
  const absent = absentNotice(described, named);
  const refusals = opened.layers.map((layer, i) =>
    'error' in layer ? layer.error : unfitTarget(layer.identity, targets, samples, opened.names[i]!),
  );
  return {
    arrays,
    name,
    targets,
    classes: shown.map(({ index }) => index),
    count: names.length,
    refusals,
    waiting: opened.layers.flatMap((layer, i): WaitingLayer[] =>
      'error' in layer || refusals[i] ? [] : [{ i, layer, name: opened.names[i]! }],
    ),
    result: {
      schema: 1,
      analysis: 'classes',
      options,
      // Samples without a class take no part.
      samples: samples - (ignored?.samples ?? 0),
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
    },
  };
}

function describeClasses(
  classes: readonly number[],
  names: readonly string[],
  targets: LayerTargets,
): ClassesResult['classes'] {
  const counts = targets.kind === 'classes' ? classCounts(targets.classes) : undefined;
  return classes.map((index) => ({ index, name: names[index]!, count: counts ? counts[index]! : null }));
}

/** The layers that are fitted, each file once. */
export function differentFiles({ waiting }: ClassesSet): NamedSide[] {
  const sides = sidesOf(waiting);
  return [...new Map(sides.map((side) => [side.identity.address.path, side])).values()];
}

/**
 * The rows that each of the layers keeps, in their order, and then the targets, so that all are over the same samples: where those that are not finite are left out, those
 * that are finite in all of them, and in the targets. Samples without a class are left out for that alone (see withClass), whatever they hold.
 * @param common which samples sides have in common, of those that take part. @throws what it throws.
 */
export function keptSamples<Found extends CommonSamples | undefined>(
  { waiting, targets, result: { options } }: ClassesSet,
  common: (sides: readonly NamedSide[], part: Uint8Array | undefined) => Promise<Found>,
): Promise<Found | CommonSamples> {
  if (!options.dropNonFinite) return Promise.resolve({ masks: [], notices: [] });
  const columns = targets.kind === 'columns' ? [{ identity: targets.identity, name: targets.name }] : [];
  return common([...sidesOf(waiting), ...columns], withClass(targets));
}

function sidesOf(waiting: readonly WaitingLayer[]): NamedSide[] {
  return waiting.map(({ layer, name }): NamedSide => ({ identity: layer.identity, name }));
}
