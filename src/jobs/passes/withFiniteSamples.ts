import { plural } from '../../facts/numbers';
import { LensError } from '../../facts/errors';
import { NonFiniteError, TooFewSamplesError } from '../../similarity/errors';
import type { Notice } from '../../facts/reportParts';
import { samplesOf, type FilePair } from './filePair';
import { finiteSamples } from './finiteSamples';
import { scanSide } from './scanSide';

/** What was found over the samples that are finite, how many those are, and the notice of the others. */
export interface OverFinite<T> {
  found: T;
  samples: number;
  notices: Notice[];
  /** One byte for each sample, 0 for those that were left out; absent when none was. */
  mask?: Uint8Array;
}

/**
 * Does work at frequencies of maps over all samples; should a value not be finite, over those that are on both sides, or not at all.
 * @param files of which both sides may be the same. @param channels of the wider side, of which there must be fewer than samples. A `mask` that is
 * known, of a set that the files are compared in, is used as it is, and said by the set.
 * @throws NonFiniteError of all such values of a file; TooFewSamplesError; what the work throws.
 */
export async function withFiniteSamples<T>(
  files: FilePair,
  { dropNonFinite, channels, mask: known }: { dropNonFinite: boolean; channels: number; mask?: Uint8Array | undefined },
  work: (mask: Uint8Array | undefined) => Promise<T>,
): Promise<OverFinite<T>> {
  if (known) return over(known, []);
  try {
    return { found: await work(undefined), samples: samplesOf(files.a), notices: [] };
  } catch (error) {
    if (!(error instanceof LensError) || error.code !== 'non-finite') throw error;
    if (!dropNonFinite) {
      for (const side of ['a', 'b'] as const) {
        const { nonFinite, first } = await scanSide(files[side]);
        if (first) {
          // A row holds all of an image's map, in the order of the file.
          const place = `image ${first.sample}, element ${first.neuron} of its map`;
          throw new NonFiniteError(files.names[side], nonFinite, place);
        }
      }
      throw error;
    }
    const { mask, notices } = await finiteSamples(files);
    return over(mask, notices);
  }

  async function over(mask: Uint8Array, notices: Notice[]): Promise<OverFinite<T>> {
    const samples = mask.reduce((sum, flag) => sum + flag, 0);
    if (samples <= channels) {
      const { a, b } = files.names;
      throw new TooFewSamplesError(
        known
          ? `Only ${samples} ${plural(samples, 'sample')} of ${a === b ? a : 'both sides'} ${plural(samples, 'takes', 'take')} part, and CCA at a frequency needs more than the ${channels} ${plural(channels, 'channel')}.`
          : `Only ${samples} ${plural(samples, 'sample is', 'samples are')} finite ${a === b ? `in ${a}` : 'on both sides'}, and CCA at a frequency needs more than the ${channels} ${plural(channels, 'channel')}: save the files again.`,
      );
    }
    return { found: await work(mask), samples, notices, mask };
  }
}
