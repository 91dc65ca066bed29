/** What pages say of options, beside their fields. */
export const optionExplanations = {
  cut: 'How many singular directions SVCCA keeps on each side. Variance: the fewest whose squared singular values hold this share (the paper). Unsquared sum: the same with plain singular values (the public tutorials). Dimensions: this many.',
  epsilon:
    "google/svcca's epsilon, for CCA alone: 0 is plain CCA; above 0 the covariances are regularised, weak neurons dropped, and the result is marked.",
  threshold: "Share of the coefficients' sum that the thresholded mean keeps; google/svcca uses 0.98.",
  rank: 'Directions that are no more than the rounding of a layer’s stored values (float32, float16, bfloat16) carry nothing, and CCA, SVCCA and PWCCA leave them out. Checked: all that float64 can tell are counted (rank exact).',
  measures:
    'What is computed. The families answer different questions; what is not ticked at first grows with the square of the samples, or takes more than all others.',
  neighbours: 'So many nearest other samples of each sample are held against each other, by cosine.',
  bandwidth:
    'Of the RBF kernel, in units of the root of the median squared distance between samples: smaller looks at near samples alone.',
  calibrate:
    'The score is also held against those of permutations of the samples, the same for all pairs: how far it stands above their threshold, and p; of a matrix the best of many layers as well. The estimate of the analysis has what that takes.',
  permutations: 'Scores are held against those of so many permutations of the samples, of one side, each whole.',
  alpha:
    'Significance level: of the permuted scores and the score itself, at most this share lies above the threshold.',
  permutationSeed: 'Draws the permutations: the same seed, the same permutations.',
  orientation:
    'What the rows of the file are, its columns being the other. By default samples, unless the setting ccaLens.orientation says neurons. Shapes alone never turn a file.',
  conv: 'How maps of a convolution become samples × neurons. Flatten: each position is a sample (maps of equal size). Average-pool: the mean over positions. Interpolate: the smaller map is raised to the larger. By frequency: complex CCA at each frequency of the 2-d Fourier transform. Auto: flatten where maps are equal, else pool.',
  layout:
    'Which axis holds the channels: the last (NHWC, TensorFlow) or the first after the samples (NCHW, PyTorch). Auto decides from the shapes.',
  sequence:
    'How samples × steps × neurons become samples × neurons. Flatten: each step is a sample. Auto: flatten where lengths are equal, else the mean.',
  subsample:
    'One row of so many is kept: neighbouring positions say much the same. Without a seed it begins with row 0; a seed draws the row that it begins with.',
};
