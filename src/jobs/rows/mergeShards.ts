import { LensError } from '../../facts/errors';
import { arrayRanges } from '../../cluster/arrayRanges';
import { joinedRows, type KeptRows } from '../../similarity/rows/keptRows';
import type { SideName } from '../../similarity/routes/rowPasses';
import type { RoundedValues, SampleFacts } from '../../similarity/remarks/sampleFacts';
import type { Notice } from '../../facts/reportParts';
import type { Stretches } from '../arrays/openArray';
import { neuronsOf } from '../passes/filePair';
import { proveSide } from '../passes/proveSide';
import { joinMarks, type RowMarks } from '../passes/rowMarks';
import { readSums } from '../store/rowFiles';
import type { KeptShard, ShardSide } from './keptShard';
import type { RowsPair } from './rowsPair';

/** What all shards of a pair come to. */
export interface MergedShards {
  rows: KeptRows;
  alike: boolean;
  sides: Partial<Record<SideName, MergedSide>>;
  /** The kinds of kernels that they were computed with. */
  kernels: string[];
}

/** Of one side, what is told beside its moments. */
export interface MergedSide {
  marks: RowMarks | undefined;
  lostRows: Float64Array[];
  lostValues: number;
  rounded: RoundedValues | undefined;
  remarks: Notice[] | undefined;
  padding: SampleFacts['padding'];
}

/**
 * The shards of a pair as one, read one after the other. What they have read of members of archives is proved.
 * @throws LensError `shards-missing`, with those that are; FormatError when bytes are not those that were saved; `file-changed`.
 */
export async function mergeShards(
  pair: RowsPair,
  { results, count }: { results: string; count: number },
  onShard: (done: number) => void,
): Promise<MergedShards> {
  const missing: number[] = [];
  const stretches: Partial<Record<SideName, Stretches[]>> = {};
  let merged: MergedShards | undefined;
  for (let index = 1; index <= count; index++) {
    const shard = (await readSums(results, pair.id, { index, count })) as KeptShard | undefined;
    if (!shard) missing.push(index);
    // Where one is missing the others are looked at, so that all that are can be told.
    if (!shard || missing.length > 0) continue;
    for (const [side, { stretches: read }] of Object.entries(shard.sides))
      (stretches[side as SideName] ??= []).push(read);
    merged = merged ? joined(merged, shard) : of(shard);
    onShard(index);
  }
  if (missing.length > 0 || !merged) throw missingShards(pair, missing, { results, count });
  for (const [side, parts] of Object.entries(stretches)) await proveSide(pair.sides[side as SideName], parts);
  for (const [side, { rounded }] of Object.entries(merged.sides))
    if (rounded) rounded.of = pair.rows * neuronsOf(pair.sides[side as SideName]);
  return merged;
}

/** The refusal of a pair of which shards are missing. */
function missingShards(
  { sides: { names } }: RowsPair,
  missing: readonly number[],
  { results, count }: { results: string; count: number },
): LensError {
  const are = missing.length === 1 ? 'is' : 'are';
  const message = `${missing.length} of ${count} shards ${are} missing for ${names.a} and ${names.b} in ${results}: ${arrayRanges(missing)}. Run each with --shard i/${count}, or all here without --merge.`;
  return new LensError('shards-missing', message);
}

function of({ rows, alike, sides, kernels }: KeptShard): MergedShards {
  return { rows, alike, kernels: [kernels], sides: bySide(sides, sideOf) };
}

function sideOf({ marks, lostRows, lostValues, rounded, remarks, padding }: ShardSide): MergedSide {
  return { marks, lostRows: [lostRows], lostValues, rounded, remarks, padding };
}

function joined(one: MergedShards, shard: KeptShard): MergedShards {
  return {
    rows: joinedRows(one.rows, shard.rows),
    alike: one.alike && shard.alike,
    kernels: one.kernels.includes(shard.kernels) ? one.kernels : [...one.kernels, shard.kernels],
    sides: bySide(shard.sides, (own, side) => {
      const before = one.sides[side]!;
      const [x, y] = [before.rounded, own.rounded];
      return {
        ...before,
        marks: before.marks && own.marks && joinMarks([before.marks, own.marks]),
        lostRows: [...before.lostRows, own.lostRows],
        lostValues: before.lostValues + own.lostValues,
        rounded: x && y ? { ...x, count: x.count + y.count } : (x ?? y),
      };
    }),
  };
}

function bySide(
  sides: KeptShard['sides'],
  make: (side: ShardSide, name: SideName) => MergedSide,
): MergedShards['sides'] {
  return Object.fromEntries(Object.entries(sides).map(([name, side]) => [name, make(side, name as SideName)]));
}
