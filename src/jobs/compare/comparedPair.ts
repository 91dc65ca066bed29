import type { CompareOutcome } from '../../protocol/compareJob';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import type { PairSamples } from '../../similarity/samples/sideSamples';
import type { FilePair } from '../passes/filePair';
import type { FactoredFiles } from './factorsOfPair';

/** A compared pair: the report, and the factors it was made from, with the spectra that it needed. */
export interface ComparedPair extends CompareOutcome {
  factors: PairFactors;
  pair: FilePair;
  /** What measures asked of its samples; absent where none did. */
  samples?: PairSamples | undefined;
  /** See FactoredFiles. */
  mask: FactoredFiles['mask'];
}
