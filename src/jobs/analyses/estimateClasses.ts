import { append } from '../../facts/append';
import { listed } from '../../analysis/pairs/inOrder';
import { LensError } from '../../facts/errors';
import { elementCount } from '../../formats/header';
import type { Estimate, EstimateSpec } from '../../protocol/analysisRun';
import type { SelectedArray } from '../../protocol/selection';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { CompareOptions } from '../../facts/options';
import { isTurnedFor } from '../../similarity/orientation';
import { knownLayers } from '../classes/knownLayers';
import { describeError } from '../describeError';
import { plainEngine, type Engine } from '../engine';
import { isStoredTurned, readArrayHeaders } from '../arrays/arrayHeaders';
import { shortNames } from '../../facts/shortNames';
import { labelOrder, type LabelOrder } from '../classes/labelOrder';
import { sampleCountProblems, type CountedArray } from './sampleCountProblems';
import { checkIds } from './checkIds';
import { idsNotices, selectedAddresses } from './selectedAddresses';
import { storedBytes } from './storedBytes';
import { workOfLayers, type LayerSize } from './layerCosts';

/**
 * What the analysis of classes will take: each layer is read once, whatever the number of classes. Maps and sequences are taken for pooled,
 * unless by frequency. Those that are known from an earlier run take nothing.
 */
export async function estimateClasses(spec: EstimateSpec, engine: Engine = plainEngine()): Promise<Estimate> {
  const { selection, resources = {} } = spec;
  const included = selection.arrays.filter(({ include }) => include);
  const problems: Estimate['problems'] = [];
  const labels = selection.classes?.labels;
  const order = await orderOf(included, labels, selection.options);
  const addresses = [...order.addresses, ...(labels ? [{ path: labels }] : [])];
  const facts = (await readArrayHeaders(addresses)).map((found, i) => {
    const { path } = addresses[i]!;
    if (!(found instanceof LensError))
      return { ...found.stored, name: shortNames([path])[0]!, storedTurned: isStoredTurned(found) };
    problems.push({ ...describeError(found), paths: [path] });
    return undefined;
  });
  if (!labels)
    problems.push({ code: 'labels-missing', message: 'Choose a file with the class of each sample first.', paths: [] });
  if (included.length === 0)
    problems.push({ code: 'selection', message: 'No array is included; include the layers wanted.', paths: [] });
  const labelled = labels ? facts.at(-1)?.shape[0] : undefined;
  const counted: CountedArray[] = [];
  const todo: LayerSize[] = [];
  const byFrequency = selection.options.recipe?.conv === 'dft';
  const without: string[] = [];
  const known = problems.length > 0 ? new Set<number>() : await knownLayers(spec, engine);
  facts.forEach((found, i) => {
    if (!found) return;
    const { shape, name, storedTurned } = found;
    const { path } = addresses[i]!;
    const layer = shape.length === 2 && labelled !== undefined && i < included.length;
    const turned = layer && isTurnedFor(shape, labelled, selection.options, storedTurned);
    const samples = shape[turned ? 1 : 0] ?? 0;
    counted.push({ name, path, samples });
    if (i >= included.length) return;
    const neurons = neuronsOf(turned ? [...shape].reverse() : shape);
    if (byFrequency && shape.length !== 4) without.push(name);
    else if (!known.has(i))
      todo.push({
        name,
        samples,
        neurons,
        bytes: storedBytes(found),
        ...(byFrequency && { elements: elementCount(shape) }),
      });
  });
  append(problems, order.problems);
  append(problems, sampleCountProblems(counted));
  return {
    arrays: included.length,
    pairs: included.length,
    knownPairs: known.size,
    ...workOfLayers(todo, resources),
    problems,
    notices: [...order.notices, ...idsNotices(included), ...(without.length === 0 ? [] : [refusalNotice(without)])],
  };
}

function refusalNotice(names: readonly string[]): Estimate['notices'][number] {
  const message = `Only maps of four axes have frequencies (dft): ${listed(names, 4)} will be left out. Choose pool to fit all layers.`;
  return { code: 'layers-refused', message };
}

/** Channels of maps stand last or after the samples: the fewer are taken for them. */
function neuronsOf(shape: readonly number[]): number {
  return shape.length === 4 ? Math.min(shape[1]!, shape[3]!) : (shape.at(-1) ?? 0);
}

/** The arrays in the order of the labels, and what is wrong with the ids that say it. */
async function orderOf(
  arrays: readonly SelectedArray[],
  labels: string | undefined,
  options: CompareOptions,
): Promise<Pick<LabelOrder, 'notices' | 'problems'> & { addresses: ArrayAddress[] }> {
  const count = labels ? await labelCount(labels) : undefined;
  const ids = await checkIds(arrays, { expected: count, options });
  if (labels === undefined || count === undefined)
    return { addresses: selectedAddresses(ids.arrays), notices: [], problems: ids.problems };
  const order = await labelOrder(ids.arrays, { path: labels, count });
  const addresses = selectedAddresses(ids.arrays, order.wanted);
  return { addresses, notices: order.notices, problems: [...ids.problems, ...order.problems] };
}

/** undefined for labels that cannot be read, which is said where they are read with the layers. */
async function labelCount(path: string): Promise<number | undefined> {
  const [found] = await readArrayHeaders([{ path }]);
  return found instanceof LensError ? undefined : found!.stored.shape[0];
}
