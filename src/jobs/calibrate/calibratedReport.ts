import type { Calibrated, CalibratedScores } from '../../facts/calibrated';
import { fewPermutations } from '../../facts/fewPermutations';
import type { MeasureName } from '../../facts/measures';
import type { CalibrateChoice } from '../../facts/options';
import type { ComparisonReport } from '../../facts/report';
import type { Notice } from '../../facts/reportParts';
import type { CompareSpec } from '../../protocol/compareJob';
import { heldAgainst } from '../../similarity/calibration/heldAgainst';
import type { MeasureKernels } from '../../similarity/measures/wanted';
import type { ComparedPair } from '../compare/comparedPair';
import { plainEngine, type Engine } from '../engine';
import type { Progress } from '../progress';
import { samplesRepeat } from '../trust/samplesRepeat';
import { permutePair } from './permutePair';

/**
 * The report of a compared pair with its scores calibrated by permutations of the samples of side b, each whole, where its options ask for that: beside each
 * score, in its block. What cannot be permuted has a remark in place of numbers. No number depends on the number of workers.
 * @throws NotConvergedError; errors of reading; HeavyJob.
 */
export async function calibratedReport(
  compared: ComparedPair,
  { options, resources = {} }: Pick<CompareSpec, 'options' | 'resources'>,
  progress: Progress,
  engine: Engine = plainEngine(),
): Promise<ComparisonReport> {
  const { report } = compared;
  const { calibrate } = options;
  if (!calibrate) return report;
  const start = performance.now();
  const { scores, notices } = await permutePair(compared, options, calibrate, { resources, progress, engine });
  const independent = !samplesRepeat(report.warnings);
  const blocks = blocksWith(report, engine.measures, (id) => {
    const values = scores[id];
    const found = values && heldAgainst(values, calibrate.alpha, independent);
    return found && { ...found, permutations: values.length - 1, seed: calibrate.seed };
  });
  const took = performance.now() - start;
  const { timings, warnings } = report;
  return {
    ...report,
    ...blocks,
    warnings: [...warnings, ...notices, ...fewNotice(calibrate)],
    timings: { ...timings, calibrate: took, total: (timings.total ?? 0) + took },
  };
}

/** The blocks of a report that have calibrated scores, with these. */
function blocksWith(
  report: ComparisonReport,
  kernels: MeasureKernels,
  of: (id: string) => Calibrated | undefined,
): Record<string, unknown> {
  const blocks: Record<string, unknown> = {};
  for (const { facts } of kernels) {
    const block: unknown = report[facts.id as MeasureName];
    if (block === undefined) continue;
    const found: [string, Calibrated][] = [];
    for (const { id, value } of facts.scores) {
      const own = value(block) === null ? undefined : of(id);
      if (own) found.push([id, own]);
    }
    if (found.length > 0)
      blocks[facts.id] = { ...(block as object), calibrated: Object.fromEntries(found) as CalibratedScores };
  }
  return blocks;
}

/** That no score can stand above so few permutations. */
export function fewNotice(choice: CalibrateChoice): Notice[] {
  const few = fewPermutations(choice);
  if (few === undefined) return [];
  return [{ code: 'few-permutations', message: `Too few permutations: ${few}.` }];
}
