import type { PairScores } from '../../analysis/pairs/pairScores';
import { LensError } from '../../facts/errors';
import { joinedWords } from '../../facts/joinedWords';
import type { ScoreName } from '../../facts/measures';
import { scoreFacts } from '../../facts/measures/scores';
import { numberText } from '../../facts/numbers';
import type { Notice } from '../../facts/reportParts';
import { dominatingSample } from '../../similarity/remarks/dominatingSample';
import { samplesOf, type FilePair } from '../passes/filePair';
import { sampleOfRow } from '../passes/sampleOfRow';

/**
 * Remarks on a pair, those on samples that hold most of the variance of a side with its scores without these: `scoresOver` computes them over the rows whose byte is
 * 1, `maskOf` which rows take part. Nothing is computed where no such sample is remarked on. @throws what is no refusal.
 */
export async function withoutDominating(
  pair: Pick<FilePair, 'a'>,
  maskOf: () => Promise<Uint8Array | undefined>,
  warnings: readonly Notice[],
  scoresOver: (mask: Uint8Array) => Promise<PairScores>,
): Promise<Notice[]> {
  return withScoresWithout(warnings, async (left) => scoresOver(rowsWithout(pair, await maskOf(), left)));
}

/** The same where `scoresWithout` computes the scores without some samples; of none nothing is said. @throws the same. */
export async function withScoresWithout(
  warnings: readonly Notice[],
  scoresWithout: (samples: readonly number[]) => Promise<PairScores>,
): Promise<Notice[]> {
  const found = warnings.flatMap(({ code, where }) => (code === dominatingSample.code ? [where?.sample ?? -1] : []));
  const left = [...new Set(found)].filter((sample) => sample >= 0);
  if (left.length === 0) return [...warnings];
  const told = await toldWithout(left, () => scoresWithout(left));
  return warnings.map((notice) =>
    told && notice.code === dominatingSample.code
      ? { ...notice, message: `${notice.message} ${told.sentence}`, without: told.without }
      : notice,
  );
}

/** One byte for each row of a pair, 0 for those that are left out already and those of these samples. */
function rowsWithout({ a }: Pick<FilePair, 'a'>, mask: Uint8Array | undefined, samples: readonly number[]): Uint8Array {
  const sampleOf = sampleOfRow(a);
  const rows = mask?.slice() ?? new Uint8Array(samplesOf(a)).fill(1);
  return rows.map((flag, row) => (samples.includes(sampleOf(row)) ? 0 : flag));
}

async function toldWithout(
  samples: readonly number[],
  scored: () => Promise<PairScores>,
): Promise<{ sentence: string; without?: Notice['without'] } | undefined> {
  const which = samples.length === 1 ? 'Without it' : `Without samples ${joinedWords(samples.map(String))}`;
  try {
    const scores = Object.entries(await scored()).flatMap(([id, { value }]) =>
      value === null ? [] : [[id, value] as const],
    );
    if (scores.length === 0) return undefined;
    const words = scores.map(([id, value]) => `${scoreFacts(id as ScoreName).term} ${numberText(value)}`);
    const sentence = `${which} the scores are: ${joinedWords(words)}.`;
    return { sentence, without: { samples: [...samples], scores: Object.fromEntries(scores) } };
  } catch (error) {
    if (!(error instanceof LensError) || error.code === 'file-changed') throw error;
    return { sentence: `${which} there is nothing to compare: ${error.message}` };
  }
}
