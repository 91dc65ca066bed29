import { deadNeurons } from '../../similarity/remarks/deadNeurons';
import { dominatingNeuron } from '../../similarity/remarks/dominatingNeuron';
import type { Purpose } from '../../similarity/remarks/sampleFacts';
import type { Notice } from '../../facts/reportParts';
import type { MapsSide } from '../passes/runFrequencies';
import { allEnded } from '../allEnded';
import type { Executor } from '../pool/executor';

/** Remarks on neurons. */
const ofNeurons: ReadonlySet<string> = new Set([dominatingNeuron.code, deadNeurons.code]);

/**
 * What is said of the images of maps that are looked at by frequency, as they are stored. One channel at one place is no neuron here.
 * `mask`: one byte for each image, 0 for those that are left out. @throws FileChangedError, errors of reading.
 */
export async function imageRemarks(
  maps: readonly Pick<MapsSide, 'identity' | 'name'>[],
  mask: Uint8Array | undefined,
  executor: Executor,
  purpose: Purpose = 'scores',
): Promise<Notice[]> {
  const said = maps.map(({ identity, name }) =>
    executor.run('sampleRemarks', { identity, name, mask, word: 'image' as const, purpose }),
  );
  return (await allEnded(said)).flat().filter(({ code }) => !ofNeurons.has(code));
}
