import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { followedPlaces } from '../analysis/follow/followedPlaces';
import type { AnalysisResult } from '../facts/analyses';
import { LensError } from '../facts/errors';
import { numberOptions } from '../facts/numberOptions';
import type { Notice } from '../facts/reportParts';
import { fileError } from '../jobs/files/fileErrors';
import { holdDraft } from '../jobs/files/drafts';
import { Follow } from '../jobs/follow/follow';
import { followUntil } from '../jobs/follow/followUntil';
import { readHeaders } from '../jobs/scan/readHeaders';
import { nameArrays } from '../jobs/scan/scanArrays';
import type { FollowEvent } from '../protocol/follow';
import type { ScanSpec } from '../protocol/scan';
import type { Selection } from '../protocol/selection';
import { numberOption, type OptionValues } from './arguments';
import { beforeLongWork } from './beforeLongWork';
import { resourcesFrom } from './compareOptions';
import { onceStopped } from './endOnSignals';
import { note } from './output';
import { runHere } from './runHere';
import { resultsPlace } from './resultsPlace';

/** Options of following, for those that are followed. */
export const followTexts = ['follow', 'every'];

/** Bytes of results that are kept without --results. */
const ownBytes = 256 * 2 ** 20;

/** Whether a command line asks to follow. @throws LensError `usage` for `--every` without it, and for parts of an analysis beside it. */
export function follows(values: OptionValues): boolean {
  if (values.follow === undefined && values.every !== undefined)
    throw new LensError('usage', '--every is of --follow: give both, or leave it out.');
  const other = ['shard', 'merge'].find((option) => values[option] !== undefined);
  if (values.follow !== undefined && other !== undefined)
    throw new LensError('usage', `--follow computes what there is, whole, and --${other} a part: give one of them.`);
  return values.follow !== undefined;
}

/**
 * Follows what a selection is of until the process is told to stop (Ctrl+C), and yields the last result. What happens is told a line each on standard error.
 * @param spec where checkpoints come, and how names are read; the folders of the selection's arrays when absent. Folders behind `--follow=` stand for either.
 * @throws LensError `nothing-computed` where it was stopped before the first result; those of a first look and of options.
 */
export async function followHere(
  selection: Selection,
  values: OptionValues,
  warnings: readonly Notice[] = [],
  spec?: ScanSpec,
): Promise<AnalysisResult> {
  const seconds = numberOption(values, 'every', numberOptions.lookSeconds) ?? numberOptions.lookSeconds.usual;
  const given = typeof values.follow === 'string' ? values.follow.split(',').filter((path) => path !== '') : [];
  if (spec && given.length > 0)
    throw new LensError('usage', 'Folders are given before --follow here, which takes none; leave them out behind it.');
  const places = spec ?? followedPlaces(selection.arrays);
  const followed = { ...places, ...(given.length > 0 && { roots: given.map((path) => resolve(path)) }) };
  const resources = resourcesFrom(values);
  const results = (await resultsPlace(values)) ?? (await ofThisProcess());
  await beforeLongWork({ selection, resources, results }, values);
  const follow = new Follow(
    { selection, spec: followed, all: spec !== undefined },
    { headers: (files) => readHeaders(files, followed, () => undefined), names: nameArrays },
  );
  const last = await followUntil(follow, {
    compute: async (now) => {
      const result = await runHere('analyze', { selection: now, resources, results });
      return { ...result, warnings: [...warnings, ...result.warnings] };
    },
    tell: (events) => events.forEach((event) => note(eventLine(event))),
    now: Date.now,
    pause: () => delay(1000 * seconds),
    stopped: onceStopped(),
  }).catch((error: unknown) => {
    throw fileError(error, followed.roots.join(', '));
  });
  if (!last) throw new LensError('nothing-computed', 'Stopped before there was a result.');
  return last;
}

/** An event as a line of a log: when in the time of this place, and what. */
function eventLine({ at, text }: FollowEvent): string {
  // Swedes write dates as ISO 8601 does.
  return `${new Date(at).toLocaleString('sv-SE')}  ${text}`;
}

/** Where results are kept from one computation to the next, without a place for longer: a folder that goes with this process. */
async function ofThisProcess(): Promise<{ folder: string; maxBytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'cca-lens-follow-'));
  holdDraft(folder);
  return { folder, maxBytes: ownBytes };
}
