import { LensError } from '../facts/errors';

/** Control characters, separators of lines, and marks that turn the direction of writing: in no value that a scheduler takes. */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/**
 * A value that a person gives for an option of a scheduler, as it is.
 * @param option as people know it: `--partition`.
 * @throws LensError `usage`, which names the option, for an empty value, one that could be read as another option, and control characters.
 */
export function schedulerValue(option: string, text: string): string {
  if (text.trim() === '') throw new LensError('usage', `${option} is empty; give a value, or leave it out.`);
  if (text.startsWith('-'))
    throw new LensError('usage', `${option} takes no value that begins with a dash, as "${text}" does.`);
  if (unfit.test(text))
    throw new LensError(
      'usage',
      `${option} takes no control characters or further lines, as "${text}" has; leave them out.`,
    );
  return text;
}

/**
 * A limit of time as Slurm takes it: minutes, `hours:minutes:seconds`, `days-hours` and so on.
 * @throws LensError `usage`.
 */
export function schedulerTime(option: string, text: string): string {
  if (/^(?:\d{1,9}(?::\d{1,2}){0,2}|\d{1,6}-\d{1,2}(?::\d{1,2}){0,2}|unlimited|infinite)$/i.test(text)) return text;
  const forms =
    'minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes or days-hours:minutes:seconds';
  throw new LensError('usage', `${option} takes ${forms}, not "${text}".`);
}
