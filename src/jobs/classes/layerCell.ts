import { classesOfMaps } from '../../analysis/classes/classesOfMaps';
import { classesOfLayer } from '../../analysis/classes/classesResult';
import type { LayerNumbers } from '../../facts/analyses/classes';
import type { Fault } from '../../facts/errors';
import type { Notice } from '../../facts/reportParts';
import type { Resources } from '../../protocol/resources';
import { NoVarianceError } from '../../similarity/errors';
import { describeError } from '../describeError';
import type { Engine } from '../engine';
import { bothMasks } from '../passes/finiteSamples';
import { tellingWhy } from '../passes/tellingWhy';
import type { Executor } from '../pool/executor';
import { samplesRepeat } from '../trust/samplesRepeat';
import { fitMaps } from './fitMaps';
import { targetsOfRows, withClass } from './layerTargets';
import type { ClassesSet, WaitingLayer } from './openClasses';

/** What a layer comes to and what is said of it by itself; or why it was refused. */
export type LayerCell = { numbers: LayerNumbers; notices: Notice[] } | { error: Fault };

/** With what a layer is fitted. */
interface Fitting {
  resources: Resources;
  engine: Engine;
  executor: Executor;
  /** What share of a layer of maps is done. */
  onShare: (share: number) => void;
}

/**
 * Fits a layer to the targets of its set: in one pass for all classes, maps by frequency in one for each batch of frequencies. `finite`: one byte for each row, 0 for
 * those that are left out of the whole set. @throws FileChangedError.
 */
export async function layerCell(
  { layer: { identity, maps }, name }: WaitingLayer,
  { targets, name: labels, classes, result: { samples: all } }: ClassesSet,
  finite: Uint8Array | undefined,
  { resources, engine, executor, onShare }: Fitting,
): Promise<LayerCell> {
  if (!maps) {
    const ofRows = targetsOfRows(targets, identity, labels, name);
    const side = { identity, name, mask: bothMasks(finite, withClass(ofRows)) };
    const answer = await executor.run('classes', { ...side, targets: ofRows });
    if ('error' in answer) return answer;
    return cellOf(classesOfLayer(answer.fit, classes, all), answer.notices);
  }
  const mask = bothMasks(finite, withClass(targets));
  const answer = await fitMaps({ maps, targets, mask, resources }, engine, onShare);
  if ('error' in answer) return answer;
  const found = classesOfMaps(answer.grid, answer.fits, classes, all);
  if (found) return cellOf(found, answer.notices);
  const refused = await tellingWhy(new NoVarianceError(name, 'rounding'), [{ identity, name, mask }], (side) =>
    executor.run('lostVariance', side),
  );
  return { error: describeError(refused) };
}

/** Of a layer whose samples repeat it is not told what stands clear of chance: that takes samples for independent. */
function cellOf(numbers: LayerNumbers, notices: Notice[]): LayerCell {
  return { numbers: { ...numbers, ...(samplesRepeat(notices) ? { repeats: true } : {}) }, notices };
}
