import { workspace, type LogOutputChannel } from 'vscode';
import type { CompareOptions, SvccaCut } from '../similarity/options';

type Test<T> = (value: unknown) => value is T;

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isRule = (value: unknown): value is SvccaCut['rule'] =>
  value === 'variance' || value === 'unsquared' || value === 'dimensions';
const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
const isShareAboveZero = (value: unknown): value is number => isShare(value) && value > 0;
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1;
const isNonNegative = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && Number.isFinite(value);

/**
 * The options a new comparison starts with, from the `ccaLens.*` settings. VS Code underlines a value outside a setting's range and
 * passes it on all the same; such a value is replaced by the default and noted in the log.
 */
export function readOptions(log: LogOutputChannel): CompareOptions {
  const settings = workspace.getConfiguration('ccaLens');
  function read<T>(key: string, fits: Test<T>): T {
    const value = settings.get<unknown>(key);
    if (fits(value)) return value;
    const fallback = settings.inspect(key)?.defaultValue;
    log.warn(`The setting ccaLens.${key} cannot be ${JSON.stringify(value)}; ${JSON.stringify(fallback)} is used.`);
    return fallback as T;
  }

  const rule = read('svccaRule', isRule);
  const svcca: SvccaCut =
    rule === 'dimensions'
      ? { rule, count: read('svccaDimensions', isCount) }
      : { rule, fraction: read('svccaVariance', isShareAboveZero) };
  return {
    svcca,
    epsilon: read('epsilon', isNonNegative),
    threshold: read('threshold', isShare),
    dropNonFinite: read('dropNonFinite', isBoolean),
    robust: read('robust', isBoolean),
  };
}
