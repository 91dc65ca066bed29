import { LensError } from '../facts/errors';
import type { OptionValues } from './arguments';

/** @throws LensError `usage` when both --json and --csv are asked for. */
export function requireOneFormat({ json, csv }: OptionValues): void {
  if (json && csv) throw new LensError('usage', '--json and --csv exclude each other.');
}
