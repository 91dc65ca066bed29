import { dirname } from 'node:path';
import { splitMember } from '../../facts/address';
import { layersBeside, siblingPaths, type FoundLayer } from '../../analysis/names/siblingLayers';
import { reasonsOf } from '../../facts/refusedPairs';
import type { SelectedArray, Selection } from '../../protocol/selection';
import type { MatrixResult } from '../../facts/analyses/matrix';
import type { InlineRow } from '../../protocol/inline';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { usualScore as measure } from '../../facts/measures/scores';
import type { CompareOptions } from '../../facts/options';
import type { RunContext } from '../latestRun';
import type { Services } from '../services';
import { surroundings } from '../files/surroundings';
import { mayOpenUnasked } from '../files/mayOpenUnasked';
import { pairAsRead } from '../pairAsRead';
import { readOptions, readResources, readResultsPlace } from '../settings';
import { arrayState } from './arrayState';
import { largestUnasked } from './inlinePair';
import { nearbyPlaces } from './nearbyFiles';

/** So many layers are compared: those nearest to the subject. */
const mostLayers = 64;

/** A subject as a layer, and the layers of its model and checkpoint, itself among them. */
interface Beside {
  subject: FoundLayer;
  layers: FoundLayer[];
}

/**
 * The subject's row of the layer matrix, telling each state: cells as they are computed, those of an earlier run at once; or, where much would be
 * read and it was not asked for, how much. Undefined is told when names near it are no layers of its model and checkpoint.
 * @throws LensError: `cancelled`, and what keeps the whole row from being computed.
 */
export async function inlineRow(
  { path }: ArrayAddress,
  services: Services,
  { signal }: RunContext,
  tell: (row: InlineRow | undefined) => void,
  asked: boolean,
  lookedAt: (paths: string[]) => void = () => undefined,
): Promise<void> {
  const { inline, workers, log, factorsFolder, resultsFolder } = services;
  const beside = await findBeside(path, services, signal, lookedAt);
  if (!beside) return tell(undefined);
  // All measures that the usual matrix of an analysis has, so that its cells and these are the same ones; what was chosen beyond is more than a row takes.
  const options: CompareOptions = { ...readOptions(log), measures: undefined, calibrate: undefined };
  const states = await Promise.all(beside.layers.map((layer) => arrayState(addressOf(layer))));
  const key = JSON.stringify([beside.subject.path, states.map((state) => state.key), options]);
  const known = inline.rows.known(key);
  if (known) return tell(rowOf(beside, 'done', known));
  const selection = selectionOf(beside, options);
  const means = {
    resources: readResources(log, factorsFolder),
    results: readResultsPlace(log, resultsFolder),
  };
  if (!asked && states.reduce((sum, { bytes }) => sum + bytes, 0) > largestUnasked) {
    const { bytesToRead } = await workers.run('estimate', { selection, ...means }, { signal });
    if (bytesToRead > largestUnasked) return tell({ ...rowOf(beside, 'large'), bytes: bytesToRead });
  }
  tell(rowOf(beside, 'loading'));
  const onProgress = (_phase: string, _fraction: number, partial?: unknown) => {
    if (partial !== undefined) tell(rowOf(beside, 'loading', partial as MatrixResult));
  };
  const compute = async (run: Parameters<typeof workers.run>[2]) =>
    (await workers.run('analyze', { selection, ...means }, run)) as MatrixResult;
  tell(rowOf(beside, 'done', await inline.rows.ask(key, compute, { signal, onProgress })));
}

/** The options by which a subject's cell of its row is computed; undefined when the layer is not beside it any more. */
export async function cellOptions(
  subject: ArrayAddress,
  layer: ArrayAddress,
  services: Services,
): Promise<CompareOptions | undefined> {
  const beside = await findBeside(subject.path, services, new AbortController().signal);
  if (!beside) return undefined;
  const selection = selectionOf(beside, readOptions(services.log));
  return (await pairAsRead(selection, subject.path, layer.path, services))?.options;
}

/** Names first, and headers of those alone that the names tell. `lookedAt` hears of the folders and files in which more can come. */
async function findBeside(
  path: string,
  { workers }: Services,
  signal: AbortSignal,
  lookedAt: (paths: string[]) => void = () => undefined,
): Promise<Beside | undefined> {
  const near = new Set<string>();
  for await (const place of nearbyPlaces(path, mayOpenBeside)) {
    const siblings = siblingPaths(place.subject, place.paths, place.base, mostLayers);
    const roots = [...new Set(siblings.map((sibling) => splitMember(sibling).file))];
    for (const one of [place.base, ...roots, ...roots.map((file) => dirname(file))]) near.add(one);
    lookedAt([...near]);
    if (siblings.length < 2) continue;
    const { arrays } = await workers.run('scan', { roots }, { signal });
    const beside = layersBeside(path, arrays, mostLayers);
    if (beside) return beside;
  }
  return undefined;
}

/** Where an array was opened, what lies around it may be, in Restricted Mode within the workspace alone. */
function mayOpenBeside(path: string): boolean {
  const around = surroundings();
  return around.trusted || mayOpenUnasked(path, around);
}

function addressOf({ path, more }: FoundLayer): ArrayAddress {
  return { path, ...(more && { more }) };
}

/** The subject is given a model of its own, for a matrix of one model's rows and another one's columns: one row. */
function selectionOf({ subject, layers }: Beside, options: CompareOptions): Selection {
  const as = (model: string, array: FoundLayer): SelectedArray => {
    const { path, more, ids, checkpoint, layer } = array;
    return { path, more, ids, checkpoint, layer, model, include: true };
  };
  return {
    schema: 1,
    kind: 'cca-lens-selection',
    analysis: 'matrix',
    arrays: [as('subject', subject), ...layers.map((layer) => as('layers', layer))],
    options,
    measure,
    matrix: { rows: 'subject', columns: 'layers' },
  };
}

/** A row that could not be computed, with the sentence that says why, and the cells that were there before. */
export function failedRow(message: string, before: InlineRow | undefined): InlineRow {
  return { measure, cells: [], ...before, status: 'failed', message };
}

function rowOf({ subject, layers }: Beside, status: InlineRow['status'], result?: MatrixResult): InlineRow {
  const reasonOf = reasonsOf(result?.refused ?? []);
  return {
    status,
    measure,
    cells: layers.map((layer, at) => ({
      address: addressOf(layer),
      layer: layer.layer,
      self: layer === subject,
      value: result?.values[measure]?.[0]?.[at] ?? null,
      refused: reasonOf(subject.path, layer.path),
    })),
  };
}
