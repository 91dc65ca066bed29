import { bestConvention, bestSentence } from '../bestOfManyWords';
import { calibratedConvention } from '../calibratedWords';
import { counted } from '../numbers';
import type { AnalysisResult } from '.';
import type { CalibratedNumber, CalibratedTables } from './calibratedParts';

/** What a result says of its calibration. */
export interface CalibrationSaid {
  /** The best of many layers, as a sentence; empty where there is none. */
  best: string;
  /** How scores were calibrated. */
  convention: string;
  /** Why some were not, with their number, as sentences. */
  without: string[];
}

/** What a result of pairs says of its calibration, in words; undefined where none of its numbers is calibrated. */
export function calibrationSaid(result: AnalysisResult): CalibrationSaid | undefined {
  const { calibrate } = result.options;
  const reasons = reasonsOf(result);
  if (!calibrate || !reasons) return undefined;
  const counts = new Map<string, number>();
  for (const { reason, count } of reasons) counts.set(reason, (counts.get(reason) ?? 0) + count);
  const own = result.analysis === 'matrix' ? bestOf(result) : { best: '', convention: '' };
  return {
    best: own.best,
    convention: `${calibratedConvention(calibrate)}${own.convention}`,
    without: [...counts].map(([reason, count]) => `Not calibrated: ${counted(count, 'number')}. ${reason}`),
  };
}

function bestOf({ calibrated, rows, columns, square }: Extract<AnalysisResult, { analysis: 'matrix' }>) {
  if (!calibrated) return { best: '', convention: '' };
  const [ofRows, ofColumns] = [rows, columns].map((labels) => labels.map(({ name }) => name)) as [string[], string[]];
  return {
    best: bestSentence(calibrated, ofRows, ofColumns),
    convention: ` ${bestConvention(calibrated, square)}`,
  };
}

interface Reason {
  reason: string;
  count: number;
}

/** Why numbers have no calibrated value; undefined where none is calibrated. */
function reasonsOf(result: AnalysisResult): Reason[] | undefined {
  switch (result.analysis) {
    case 'matrix':
      return result.calibrated && ofTables(result.calibrated);
    case 'dynamics':
      return there(result.models.map(({ calibrated }) => calibrated))?.flatMap(ofTables);
    case 'groups':
      return there(result.cells.map(({ calibrated }) => calibrated))?.flatMap(ofNumber);
    case 'classes':
      return undefined;
  }
}

function there<T>(parts: readonly (T | undefined)[]): T[] | undefined {
  const found = parts.filter((part) => part !== undefined);
  return found.length > 0 ? found : undefined;
}

function ofTables({ without }: CalibratedTables): Reason[] {
  return without.map(({ reason, cells }) => ({ reason, count: cells.length }));
}

function ofNumber({ reason }: CalibratedNumber): Reason[] {
  return reason === undefined ? [] : [{ reason, count: 1 }];
}
