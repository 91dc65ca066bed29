import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selectionText } from '../../src/analysis/selection/selectionDocument';
import type { Selection } from '../../src/protocol/selection';
import { everything, selectionOf } from '../analysis/selections';
import { saveArray } from '../jobs/savedArrays';
import { matrix } from '../../src/linalg/matrix';
import { gaussian } from '../linalg/random';

/** How large a sweep is. */
export interface SweepSize {
  models: number;
  checkpoints: number;
  layers: number;
  samples: number;
  neurons: number;
}

/** What issue 21 asks for: 720 small layers. */
export const smallSweep: SweepSize = { models: 3, checkpoints: 20, layers: 12, samples: 200, neurons: 16 };

/**
 * Writes activations/MODEL/STEP/LAYER.npy for every layer at every checkpoint of every model, float32, the same at each call, and a document that asks for an
 * analysis of them. Layers come nearer to what they end as from one checkpoint to the next, lower ones sooner.
 * @param more beside what is the default of the analysis.
 * @returns the document's path.
 */
export async function writeSweep(
  folder: string,
  size: SweepSize,
  analysis: Selection['analysis'],
  more: Partial<Selection> = {},
): Promise<string> {
  const names = (count: number, name: (i: number) => string) => Array.from({ length: count }, (_, i) => name(i));
  const models = names(size.models, (i) => `seed${i}`);
  const checkpoints = names(size.checkpoints, (i) => `step${100 * (i + 1)}`);
  const layers = names(size.layers, (i) => `layer${i}`);
  for (const [m, model] of models.entries()) {
    for (const [c, checkpoint] of checkpoints.entries()) {
      const place = join(folder, 'activations', model, checkpoint);
      mkdirSync(place, { recursive: true });
      for (const [l, layer] of layers.entries()) {
        const learnt = 1 - (1 - (c + 1) / size.checkpoints) ** (2 - l / size.layers);
        const ends = gaussian(size.samples, size.neurons, 1000 * m + l);
        const noise = gaussian(size.samples, size.neurons, 1_000_000 + 10_000 * m + 100 * c + l);
        const data = ends.data.map((value, at) => learnt * value + (1 - learnt) * noise.data[at]!);
        await saveArray(place, layer, matrix(size.samples, size.neurons, data), { descr: '<f4' });
      }
    }
  }
  const arrays = everything(models, checkpoints, layers).map((array) => ({
    ...array,
    path: join(folder, 'activations', array.path),
  }));
  const document = join(folder, 'sweep.ccalens.json');
  writeFileSync(document, selectionText(selectionOf(analysis, arrays, more), folder));
  return document;
}
