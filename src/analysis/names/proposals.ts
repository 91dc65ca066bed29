import { isOfPairs, type AnalysisName } from '../../facts/analyses';
import type { ScanOutcome } from '../../protocol/scan';
import type { SelectedArray } from '../../protocol/selection';
import { pairAnalyses } from '../pairAnalyses';

/**
 * The analyses that fit some arrays, best first, each with the sentence why: checkpoints ask for learning dynamics, runs of the same kinds for
 * groups, several layers for a matrix, labels for classes. [] when nothing fits.
 * @param labels path of labels, one for each sample of the arrays.
 */
export function proposals(
  arrays: readonly SelectedArray[],
  labels: string | undefined,
  samples: number | undefined,
): ScanOutcome['proposals'] {
  const included = arrays.filter(({ include }) => include);
  const found = (Object.keys(pairAnalyses) as AnalysisName[]).filter(isOfPairs).flatMap((analysis) => {
    const reason = pairAnalyses[analysis].proposal(included);
    return reason === undefined ? [] : [{ analysis, reason }];
  }) as ScanOutcome['proposals'];
  if (labels !== undefined && samples !== undefined && included.length > 0) {
    const name = labels.split(/[\\/]/).at(-1)!;
    found.push({
      analysis: 'classes',
      reason: `${name} has a label for each of the ${samples.toLocaleString('en-US')} samples.`,
    });
  }
  return found;
}
