import { append } from '../../facts/append';
import { listed } from '../../analysis/pairs/inOrder';
import { LensError } from '../../facts/errors';
import { elementCount } from '../../formats/header';
import type { Estimate, EstimateSpec } from '../../protocol/analysisRun';
import type { SelectedArray } from '../../protocol/selection';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { Resources } from '../../protocol/resources';
import type { CompareOptions } from '../../facts/options';
import { isTurnedFor } from '../../similarity/orientation';
import { planMaps } from '../classes/fitMaps';
import { describeError } from '../describeError';
import { defaultWorkers, memoryBudget, pairBytes } from '../memoryPlan';
import { isStoredTurned, readArrayHeaders } from '../arrays/arrayHeaders';
import { shortNames } from '../../facts/shortNames';
import { labelOrder, type LabelOrder } from '../classes/labelOrder';
import { lookBytes } from '../passes/factsOfHeld';
import { sampleCountProblems, type CountedArray } from './sampleCountProblems';
import { checkIds } from './checkIds';
import { idsNotices, selectedAddresses } from './selectedAddresses';
import { storedBytes } from './storedBytes';
import { mapsAloneSeconds, sideSeconds, wholeSeconds } from './workSeconds';

/**
 * What the analysis of classes will take: each layer is read once, whatever the number of classes. Maps and sequences are taken for pooled,
 * unless by frequency.
 */
export async function estimateClasses({ selection, resources = {} }: EstimateSpec): Promise<Estimate> {
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
  let [seconds, bytesToRead, memoryBytes] = [0, 0, 0];
  const byFrequency = selection.options.recipe?.conv === 'dft';
  const without: string[] = [];
  const workers = Math.min(resources.workers ?? defaultWorkers(), Math.max(1, included.length));
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
    bytesToRead += storedBytes(found);
    if (byFrequency) {
      if (shape.length !== 4) {
        without.push(name);
        return;
      }
      const work = frequenciesOf(name, samples, neurons, elementCount(shape), resources);
      seconds += work.seconds;
      memoryBytes = Math.max(memoryBytes, work.bytes);
      return;
    }
    seconds += sideSeconds(samples, neurons);
    memoryBytes = Math.max(memoryBytes, workers * (pairBytes(samples, neurons, 1, 1) + lookBytes(samples, neurons)));
  });
  append(problems, order.problems);
  append(problems, sampleCountProblems(counted));
  const budget = memoryBudget(resources);
  return {
    arrays: included.length,
    pairs: included.length,
    knownPairs: 0,
    bytesToRead,
    seconds: wholeSeconds(seconds, workers, bytesToRead),
    memoryBytes: Math.min(memoryBytes, budget),
    problems,
    notices: [...order.notices, ...idsNotices(included), ...(without.length === 0 ? [] : [refusalNotice(without)])],
  };
}

/** Maps that are fitted frequency by frequency; where one frequency does not fit, the layer will be refused and take nothing. */
function frequenciesOf(
  name: string,
  samples: number,
  channels: number,
  elements: number,
  resources: Resources,
): { seconds: number; bytes: number } {
  const load = { name, samples, channels, elements: elements / Math.max(1, samples), classes: 1 };
  const distinct = Math.max(1, Math.ceil(load.elements / Math.max(1, channels) / 2));
  try {
    const { bytes } = planMaps(load, distinct, resources);
    return { seconds: mapsAloneSeconds(samples, channels, elements), bytes };
  } catch (error) {
    if (!(error instanceof LensError)) throw error;
    return { seconds: 0, bytes: 0 };
  }
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
