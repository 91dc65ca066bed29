import type { CalibratedNumber, CalibratedTables } from '../facts/analyses/calibratedParts';
import type { MatrixCalibrated } from '../facts/analyses/matrix';
import { bestConvention } from '../facts/bestOfManyWords';
import { calibratedConvention } from '../facts/calibratedWords';
import { counted } from '../facts/numbers';
import type { CompareOptions } from '../facts/options';
import { tableText } from './tableText';

/** Something of a result that may have been calibrated. */
interface MaybeCalibrated {
  calibrated?: Pick<CalibratedNumber, 'reason'> | undefined;
}

/** The calibrated scores of a matrix behind its table, and how they were calibrated. */
export function calibratedLines(
  calibrated: MatrixCalibrated,
  options: CompareOptions,
  { names = {}, square = true }: { names?: { rows?: string[]; columns?: string[] }; square?: boolean } = {},
): string[] {
  const { measure, values } = calibrated;
  const cells = calibratedReasons({ calibrated });
  return [
    '',
    `${measure} calibrated`,
    ...tableText(values, names),
    ...calibratedNotes(options, [{ calibrated: {} }, ...cells], ` ${bestConvention(calibrated, square)}`),
  ];
}

/** Of tables what {@link calibratedNotes} asks for: cell by cell why there is no value. */
export function calibratedReasons({ calibrated }: { calibrated?: CalibratedTables | undefined }): MaybeCalibrated[] {
  if (!calibrated) return [];
  const without = calibrated.without.flatMap(({ reason, cells }) => cells.map(() => ({ calibrated: { reason } })));
  return [{ calibrated: {} }, ...without];
}

/** How the numbers of a result were calibrated, and why some were not; nothing where that was not asked for. */
export function calibratedNotes(
  { calibrate }: CompareOptions,
  numbers: readonly MaybeCalibrated[],
  further = '',
): string[] {
  if (!calibrate || !numbers.some(({ calibrated }) => calibrated)) return [];
  const reasons = new Map<string, number>();
  for (const { calibrated } of numbers)
    if (calibrated?.reason !== undefined) reasons.set(calibrated.reason, (reasons.get(calibrated.reason) ?? 0) + 1);
  return [
    `(calibrated: ${calibratedConvention(calibrate)}${further})`,
    ...[...reasons].map(([reason, count]) => `(not calibrated: ${counted(count, 'number')}. ${reason})`),
  ];
}
