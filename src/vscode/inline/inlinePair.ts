import { l10n } from 'vscode';
import type { InlinePair } from '../../protocol/inline';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { CompareOptions } from '../../facts/options';
import { measuresOfScores } from '../../facts/sideBarScores';
import type { ComparisonReport } from '../../facts/report';
import type { RunContext } from '../latestRun';
import type { Services } from '../services';
import { readOptions, readResources, readSideBarScores } from '../settings';
import { arrayState } from './arrayState';

/** More bytes than these are not read without being asked for. */
export const largestUnasked = 512 * 2 ** 20;

/**
 * Compares the reference (side a) with the subject (side b), telling each state: what is known at once, else with progress; or, where much would be
 * read and it was not asked for, how much. The end state is the last one told.
 * @throws LensError: `cancelled`, and what keeps the pair from being compared.
 */
export async function inlinePair(
  a: ArrayAddress,
  b: ArrayAddress,
  services: Services,
  { signal }: RunContext,
  tell: (pair: InlinePair) => void,
  asked: boolean,
): Promise<void> {
  const { inline, workers, log, factorsFolder } = services;
  const scores = readSideBarScores(log);
  // The full panel has the others.
  const options: CompareOptions = { ...readOptions(log), measures: measuresOfScores(scores), calibrate: undefined };
  const states = await Promise.all([arrayState(a), arrayState(b)]);
  const key = JSON.stringify([states.map((state) => state.key), options]);
  const done = (report: ComparisonReport) => tell({ status: 'done', report, scores });
  const known = inline.reports.known(key);
  if (known) return done(known);
  const bytes = states.reduce((sum, state) => sum + state.bytes, 0);
  if (bytes > largestUnasked && !asked) return tell({ status: 'large', bytes });
  tell({ status: 'loading', phase: l10n.t('Starting'), fraction: 0 });
  const spec = { a, b, options, resources: readResources(log, factorsFolder) };
  const onProgress = (phase: string, fraction: number) => tell({ status: 'loading', phase, fraction });
  const compute = async (run: Parameters<typeof workers.run>[2]) => (await workers.run('compare', spec, run)).report;
  done(await inline.reports.ask(key, compute, { signal, onProgress }));
}
