import { nullLevels } from '../../src/facts/verdictRule';

/** Every score that the panel can show; also the `data-score` of its cell. */
export type ScoreId =
  | 'ccaMean'
  | 'ccaMeanSquared'
  | 'ccaThresholded'
  | 'dftMean'
  | 'dftThresholded'
  | 'dftDc'
  | 'svccaMean'
  | 'pwcca'
  | 'ckaLinear'
  | 'ckaDebiased'
  | 'procrustesSimilarity'
  | 'procrustesDistance'
  | 'procrustesAngular';

/** How each score is defined here: centring, squares, direction, range and source. Shown in its tooltip and written into exports. */
export const conventions: Record<ScoreId, string> = {
  ccaMean:
    'Plain mean of all min(rank a, rank b) canonical correlations of the centred samples × neurons matrices, not squared. 0 to 1; unchanged by any invertible linear map of the neurons.',
  ccaMeanSquared:
    'Mean of the squared canonical correlations (R² of CCA), divided by min(rank a, rank b). For unrelated data its expectation is max(rank) / (samples − 1).',
  ccaThresholded:
    "Mean of the leading coefficients that hold the threshold share of the coefficients' sum: what google/svcca calls its mean. It leaves the small ones out, so it is never below the plain mean.",
  dftMean:
    'Complex CCA over channels at each frequency of the 2-d Fourier transform of the maps, the mean of its coefficients, and the mean of those over all frequencies; higher frequencies of the larger maps are left out. 0 to 1.',
  dftThresholded:
    'At each frequency the mean of the leading coefficients that hold the threshold share of their sum, as google/svcca has it, and the mean of those over all frequencies; never below the plain mean.',
  dftDc: 'Mean of the canonical correlations at frequency (0, 0), which is CCA of the average-pooled maps.',
  svccaMean:
    'Both sides are centred and cut to their leading singular directions, then CCA; plain mean of min(ka, kb) coefficients. The variance rule counts squared singular values (Raghu et al. 2017, arXiv 1706.05806).',
  pwcca:
    "Canonical correlations weighted by how much of one side's neurons each canonical variate accounts for: weights Σ|⟨h, x⟩|, summing to 1 (Morcos et al. 2018, arXiv 1806.05759). Not symmetric: the headline weights by the side of lower rank, side a on a tie; in dynamics and groups, where no side comes first, a tie has the mean of both.",
  ckaLinear:
    'Linear centred kernel alignment, ‖Y′X‖² / (‖X′X‖ ‖Y′Y‖) in Frobenius norms of centred matrices (Kornblith et al. 2019, arXiv 1905.00414). 0 to 1; unchanged by rotation and by one common scale, and biased upwards when samples are few: unrelated data give √(PRa · PRb) / (samples − 1) on average, PR the participation ratios.',
  ckaDebiased:
    'Linear CKA from the unbiased estimator of HSIC (Song et al. 2012). About 0 for unrelated data whatever its size, and may fall below 0.',
  procrustesSimilarity:
    'Nuclear norm of X′Y after each centred matrix is scaled to Frobenius norm 1. 0 to 1; unchanged by rotation and scale. It is the cosine of the angular distance. Unrelated data give at most √(E / (samples − 1)) on average, E the smaller (Σs)² / Σs² of the singular values of a side.',
  procrustesDistance:
    'Frobenius distance left after the best rotation of one side onto the other, both centred and scaled to norm 1: √(2 − 2 · similarity). 0 is the same shape, √2 = 1.4142 nothing in common.',
  procrustesAngular:
    'arccos of the Procrustes similarity in radians, a proper metric (Williams et al. 2021, arXiv 2110.14739). 0 is the same shape, π/2 = 1.5708 nothing in common.',
};

/** What the baseline beside a score means. */
export const baselineConvention = `${nullLevels} A score is worth its height above this.`;

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
