import type { Notice } from '../../facts/reportParts';
import { deadNeurons } from './deadNeurons';
import { dominatingNeuron } from './dominatingNeuron';
import { dominatingSample } from './dominatingSample';
import { duplicateSamples } from './duplicateSamples';
import { notLookedFor } from './notLookedFor';
import { paddedSequences } from './paddedSequences';
import { roundedIntegers } from './roundedIntegers';
import { saturatedHalves } from './saturatedHalves';
import type { ArrayRemark, Purpose, SampleFacts } from './sampleFacts';
import { zeroSamples } from './zeroSamples';

/** All remarks on the samples of one array, in the order in which they are said. */
const arrayRemarks: readonly ArrayRemark[] = [
  paddedSequences,
  duplicateSamples,
  zeroSamples,
  dominatingSample,
  dominatingNeuron,
  deadNeurons,
  saturatedHalves,
  roundedIntegers,
  notLookedFor,
];

/**
 * Codes of the notices that concern one array, whatever it is compared with: they name it, and have the same words in every pair that it takes
 * part in. All others concern a pair.
 */
export const arrayNotices: ReadonlySet<string> = new Set([
  ...arrayRemarks.map(({ code }) => code),
  'neurons-dropped',
  'rounding-dimensions',
  'non-finite',
]);

/** What the facts of an array call for; what is no matter for the purpose is not said. */
export function remarksOn(facts: SampleFacts, purpose: Purpose = 'scores'): Notice[] {
  return arrayRemarks.flatMap(({ code, sentence, where }) => {
    const message = sentence(facts, purpose);
    return message === undefined ? [] : [{ code, message, ...(where ? { where: where(facts) } : {}) }];
  });
}
