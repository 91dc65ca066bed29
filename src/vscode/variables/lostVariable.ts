import { l10n } from 'vscode';
import { LensError } from '../../facts/errors';
import type { ComparisonRequest } from '../../protocol/panel';
import { KernelError } from './kernelError';
import { variableName } from './variableFiles';

/**
 * What to say in place of an error when a file is missing that held the value of a variable, as after the window was opened anew. Undefined
 * for all else.
 */
export function lostVariable(error: unknown, { a, b }: Pick<ComparisonRequest, 'a' | 'b'>): KernelError | undefined {
  if (!(error instanceof LensError) || error.code !== 'file-not-found') return undefined;
  const names = [a, b].flatMap(({ path }) => variableName(path) ?? []);
  if (names.length === 0) return undefined;
  return new KernelError(
    'value-removed',
    l10n.t(
      'The copied values of {0} were removed when their comparison was closed; compare the variables of the kernel again.',
      names.join(l10n.t(' and ')),
    ),
  );
}
