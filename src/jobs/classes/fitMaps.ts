import { LensError } from '../../facts/errors';
import type { Resources } from '../../protocol/resources';
import type { ClassFit } from '../../similarity/classes/classSimilarity';
import type { Notice } from '../../facts/reportParts';
import { frequencyGrid, type FrequencyGrid } from '../../similarity/frequencies/frequencyGrid';
import {
  embeddedBytes,
  factorBytes,
  shareFrequencies,
  type FrequencyLoad,
  type FrequencyPlan,
} from '../compare/frequencyPlan';
import { imageRemarks } from '../compare/imageRemarks';
import { describeError } from '../describeError';
import type { Engine } from '../engine';
import { neuronsOf } from '../passes/filePair';
import { inFrequencyBatches } from '../passes/frequencyBatches';
import { sidesOf } from '../passes/keptSide';
import { lostVariance } from '../passes/lostVariance';
import { tellingWhy } from '../passes/tellingWhy';
import type { MapsSide } from '../passes/runFrequencies';
import { lookBytes } from '../passes/factsOfHeld';
import { withFiniteSamples } from '../passes/withFiniteSamples';
import { filesOfLayer, type LayerTargets } from './fitLayer';

/**
 * A layer of maps against its targets at each of its distinct frequencies, over so many samples, and what is said of its images; or why it was
 * refused.
 */
type MapsFit =
  | { fits: ClassFit[]; grid: FrequencyGrid; samples: number; notices: Notice[] }
  | { error: { code: string; message: string } };

/**
 * Fits a layer of maps frequency by frequency: in batches of frequencies that fit the memory, each one pass over its file, shared out among workers.
 * `onShare` hears what share of the layer is done.
 */
export async function fitMaps(
  layer: { maps: MapsSide; targets: LayerTargets; mask?: Uint8Array | undefined; resources: Resources },
  engine: Engine,
  onShare: (share: number) => void,
): Promise<MapsFit> {
  try {
    return await finiteFit(layer, engine, onShare);
  } catch (thrown) {
    const { maps, targets, mask } = layer;
    const error = await tellingWhy(thrown, sidesOf({ ...filesOfLayer({ ...maps, targets }), mask }), lostVariance);
    if (error instanceof LensError && error.code !== 'file-changed') return { error: describeError(error) };
    throw error;
  }
}

async function finiteFit(
  { maps, targets, mask: kept, resources }: Parameters<typeof fitMaps>[0],
  engine: Engine,
  onShare: (share: number) => void,
): Promise<MapsFit> {
  const { name, identity, size } = maps;
  const grid = frequencyGrid(size, size);
  const { height, width, distinct } = grid;
  const rows = identity.shape[0]!;
  const { channels } = size;
  const columns = targets.kind === 'columns' ? neuronsOf(targets.identity) : undefined;
  const classes = targets.kind === 'classes' ? targets.classes.count : 0;
  const { workers, batch } = planMaps(
    { name, samples: rows, channels, elements: identity.shape[1]!, columns, classes },
    distinct.length,
    resources,
  );
  const executor = await engine.executor(workers);
  const all = rows * Math.ceil(distinct.length / batch);
  const { found, samples } = await withFiniteSamples(
    filesOfLayer({ identity, name, targets }),
    { dropNonFinite: false, channels, mask: kept },
    (mask) => {
      let done = 0;
      return inFrequencyBatches(distinct, batch, executor, async (wanted) => {
        const task = { maps, targets, grid: { height, width }, wanted, mask };
        const { fits } = await executor.run('classFrequencies', task, (count) => onShare((done += count) / all));
        return fits;
      });
    },
  );
  return { fits: found, grid, samples, notices: await imageRemarks([maps], kept, executor, 'classes') };
}

/** A layer of maps and its targets as they are planned for: columns of logits, or so many classes. */
interface MapsLoad extends Pick<FrequencyLoad, 'samples' | 'channels' | 'elements'> {
  name: string;
  columns?: number | undefined;
  classes: number;
}

/** Workers and batches for `count` frequencies of a layer. @throws LensError `memory-budget` when one frequency at a time does not fit. */
export function planMaps(
  { name, samples, channels, elements, columns = 0, classes }: MapsLoad,
  count: number,
  resources: Resources,
): FrequencyPlan {
  // Logits are held by each worker, as they are and centred; classes as one number for each embedded row, and their sums.
  const targets = columns > 0 ? 16 * samples * columns : 8 * samples + 8 * 4 * 2 * classes * 2 * channels;
  const atOne = targets + embeddedBytes(samples, channels + columns) + factorBytes(Math.max(channels, columns));
  const looking = lookBytes(samples, elements);
  return shareFrequencies({ subject: `${name} needs`, samples, channels, elements, atOne, looking }, count, resources);
}
