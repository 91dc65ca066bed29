/** Why nothing is given of a pair that counts its samples as independent of each other (p-values, intervals), where some repeat others. */
export const repeatedSamples =
  'Not given: samples are in these files more than once (see the notices), and would be taken for independent.';

/** The same as the end of a sentence. */
export const notGiven = 'not given, as samples repeat (see the notices)';

/** The same of a p-value. */
export const noProbability = `p is ${notGiven}`;

/** Of how many layers it is not told which classes stand clear of chance, in a sentence; undefined where samples repeat in none. */
export function clearNotGiven(layers: readonly { repeats?: true | undefined }[]): string | undefined {
  const count = layers.filter(({ repeats }) => repeats).length;
  if (count === 0) return undefined;
  const which = count < layers.length ? ` for ${count} of ${layers.length} layers` : '';
  return `Which classes stand clear of chance is${which} ${notGiven}.`;
}
