import type { Notice, NoticePlace } from '../../facts/reportParts';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { FilePair } from '../passes/filePair';
import { sampleWord } from '../passes/sampleOfRow';
import { sameCodes } from './sameArrays';

/** Remarks on two sides against each other. */
const ofBoth: ReadonlySet<string> = new Set([...sameCodes, 'at-null']);

/** Remarks on a pair with the arrays that they are about, by path: those that begin with the name of a side are about it. */
export function placedNotices(notices: readonly Notice[], { names, ...sides }: FilePair): Notice[] {
  const both = [sides.a, ...(sides.a.address.path === sides.b.address.path ? [] : [sides.b])];
  return notices.map(({ where, ...notice }) => {
    if (notice.at) return notice;
    if (ofBoth.has(notice.code)) return { ...notice, at: both.map((side) => placeOf(side)) };
    const named = (['a', 'b'] as const).find((side) => notice.message.startsWith(`${names[side]}: `));
    return named ? { ...notice, at: [placeOf(sides[named], where)] } : notice;
  });
}

/** An array with a sample and a neuron of it. Of one in batches, put in order by ids, or of real steps the place of a sample in the file is not told. */
function placeOf(side: SideIdentity, { sample, neuron }: NonNullable<Notice['where']> = {}): NoticePlace {
  const { address, transposed } = side;
  const inFile = address.order === undefined && address.more === undefined && sampleWord(side) !== 'step';
  return {
    path: address.path,
    ...(sample !== undefined && inFile ? { sample } : {}),
    ...(neuron !== undefined ? { neuron } : {}),
    ...(transposed ? { turned: true as const } : {}),
  };
}
