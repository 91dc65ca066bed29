import { nullLevelsSentence } from '../../src/facts/measures/nullLevelsSentence';

/** What the baseline beside a score means. */
export const baselineConvention = `${nullLevelsSentence()} A score is worth its height above this.`;

/** What the directions of a pair of maps at one frequency are. */
export const frequencyDirections =
  'Complex CCA of the channels at one spatial frequency. Variates are the real parts of complex ones of unit variance, in the phase in which a’s largest loading is real and positive; loadings and weights are magnitudes. At (0, 0) it is CCA of the average-pooled maps.';

/** What the numbers of the analysis of classes mean. */
export const classConventions = {
  R: 'R: multiple correlation of the layer with the class’s column of labels (their CCA similarity), 0 to 1. Unrelated data of the same rank give R² = rank / (samples − 1) on average.',
  adjusted:
    'Adjusted R²: 1 − (1 − R²)(n − 1) / (n − 1 − rank), about 0 for unrelated data whatever the number of neurons; negative values are kept.',
  whole:
    'All classes: mean of the canonical correlations of the layer with all columns of the labels at once, held against what Wachter’s law gives unrelated data of that size.',
  frequencies:
    'By frequency (DFT): each number of a layer is the mean over the spatial frequencies at which it varies, R of the multiple correlation of the complex channels there with the class’s column, ‖Qᴴy‖ / ‖y‖.',
  early:
    'Classes by the mean position, counted from 0, at which their adjusted R² gains: 0 means that all of it is there at the first one. Classes that never stand clear of chance (adjusted R² of at least 0.1, and above what unrelated data come to once in 10,000) are left out; those nearer than 0.01, or from three networks on than twice the standard error over networks, share a place.',
};
