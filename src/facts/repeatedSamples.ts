/** Why nothing is given of a pair that counts its samples as independent of each other (p-values, intervals), where some repeat others. */
export const repeatedSamples =
  'Not given: samples are in these files more than once (see the notices), and would be taken for independent.';

/** The same of a p-value, as the end of a sentence. */
export const noProbability = 'p is not given, as samples repeat (see the notices)';
