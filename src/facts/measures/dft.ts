import { joinedWords } from '../joinedWords';
import { count, percent } from '../numbers';
import { cited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import type { PairReport } from '../reportParts';
import { frequencyCorrelationsPiece, transformProse } from '../python/frequencies';
import { thresholdedMeanPiece, unrelatedPiece } from '../python/correlations';
import { unitNumber } from '../python/factored';
import type { Section } from '../python/section';
import { aboutCanonical } from './cca';
import { gaussianData } from './nullSources';
import type { MeasureFacts, MethodsOf } from './measure';
import { aboveBaseline } from './readings';
import { coefficients, objectOf, scoreSchema, scoreOrNull } from './schemas';

/**
 * Complex CCA over channels at each spatial frequency of the maps' 2-d DFT, the higher frequencies of the larger maps cropped (google/svcca's dft_ccas).
 * Frequencies are in the order of the transform: 0, 1 .. and then the negative ones. At frequency (0, 0) it is CCA of average-pooled maps.
 */
export interface DftReport {
  height: number;
  width: number;
  /** height x width: mean of the coefficients; null where a side has no variance at that frequency. */
  locationMeans: (number | null)[][];
  /** The same of google/svcca's thresholded mean. */
  locationThresholdedMeans: (number | null)[][];
  /** Mean of the location means. */
  meanOverLocations: number;
  /** Mean of the thresholded location means; null where the threshold keeps no coefficient, absent from documents of earlier versions. */
  thresholdedMeanOverLocations?: number | null;
  /** Coefficients at frequency (0, 0). */
  dcCoefficients: number[];
  /** height x width x coefficients; null when they are more than 100,000. */
  coefficients: number[][][] | null;
  /**
   * What unrelated maps of this size give: means over the same frequencies of what Gaussian data of the ranks there give (Wachter's law), and that at
   * (0, 0) alone; null where the score itself is. Absent as CKA's.
   */
  null?: { mean: number; thresholdedMean: number | null; dcMean: number | null };
}

const overFrequencies = 'the mean over the frequencies of what Gaussian data give';

/** Maps compared frequency by frequency: what a report has in place of all measures. */
export const dft = {
  id: 'dft',
  title: 'CCA by frequency',
  family: 'directions',
  needs: [],
  secondsPerCube: 0,
  scores: [
    {
      id: 'dftMean',
      label: 'Mean CCA by frequency',
      term: 'mean CCA, frequencies',
      key: 'meanOverLocations',
      standsFor: 'cca',
      convention:
        'Complex CCA over channels at each frequency of the 2-d Fourier transform of the maps, the mean of its coefficients, and the mean of those over all frequencies; higher frequencies of the larger maps are left out. 0 to 1.',
      range: [0, 1],
      inSummary: true,
      value: ({ meanOverLocations }) => meanOverLocations,
      nullLevel: (block) => block.null?.mean,
      nullFrom: overFrequencies,
      about: aboutCanonical,
      saturation: { name: 'mean CCA by frequency' },
      reading({ height, width, meanOverLocations, null: unrelated }) {
        const same = 'At each frequency one side is an invertible linear map of the other';
        return `Over ${height} × ${width} frequencies. ${aboveBaseline(meanOverLocations, unrelated?.mean, same)}`.trim();
      },
      note: ({ height, width }) => `mean over ${height} x ${width} frequencies of complex CCA`,
    },
    {
      id: 'dftThresholded',
      label: 'Thresholded mean CCA by frequency',
      term: 'thresholded mean, freq.',
      key: 'thresholdedMeanOverLocations',
      standsFor: 'ccaThresholded',
      convention:
        'At each frequency the mean of the leading coefficients that hold the threshold share of their sum, as google/svcca has it, and the mean of those over all frequencies; never below the plain mean.',
      range: [0, 1],
      value: ({ thresholdedMeanOverLocations }) => thresholdedMeanOverLocations ?? null,
      nullLevel: (block) => block.null?.thresholdedMean,
      nullFrom: overFrequencies,
      about: aboutCanonical,
      saturation: { name: 'thresholded mean CCA by frequency', with: 'dftMean' },
      reading({ thresholdedMeanOverLocations: value, null: unrelated }) {
        if (value === null || value === undefined) return 'The threshold keeps no coefficient.';
        const same = 'At each frequency the leading coefficients are 1';
        return aboveBaseline(value, unrelated?.thresholdedMean ?? undefined, same);
      },
      note: () => "the same of google/svcca's mean",
    },
    {
      id: 'dftDc',
      label: 'Mean CCA at frequency (0, 0)',
      term: 'mean CCA at (0, 0)',
      convention: 'Mean of the canonical correlations at frequency (0, 0), which is CCA of the average-pooled maps.',
      range: [0, 1],
      inSummary: true,
      value: ({ locationMeans }) => locationMeans[0]?.[0] ?? null,
      nullLevel: (block) => block.null?.dcMean,
      nullFrom: gaussianData,
      about: aboutCanonical,
      reading({ locationMeans, null: unrelated }) {
        const value = locationMeans[0]?.[0] ?? null;
        if (value === null) return 'A side does not vary there.';
        const same = 'One side is an invertible linear map of the other';
        return `What average-pooled maps give. ${aboveBaseline(value, unrelated?.dcMean ?? undefined, same)}`.trim();
      },
      note: () => 'the frequency of average-pooled maps',
    },
  ],
  csv: (block) => [
    ['meanOverLocations', block.meanOverLocations],
    ...(block.thresholdedMeanOverLocations === undefined
      ? []
      : [['thresholdedMeanOverLocations', block.thresholdedMeanOverLocations] as const]),
    ['dcCoefficients', block.dcCoefficients],
    // Row by row of the grid of frequencies.
    ['locationMeans', block.locationMeans.flat()],
    ['locationThresholdedMeans', block.locationThresholdedMeans.flat()],
    ...(block.null
      ? ([
          ['null.mean', block.null.mean],
          ['null.thresholdedMean', block.null.thresholdedMean],
          ['null.dcMean', block.null.dcMean],
        ] as const)
      : []),
  ],
  schema: {
    description:
      'Maps compared by complex CCA over channels at each spatial frequency, in place of all other measures (--conv dft). Rows and columns are frequencies 0, 1, ... and then the negative ones.',
    ...objectOf(
      {
        height: { type: 'integer', minimum: 1 },
        width: { type: 'integer', minimum: 1 },
        locationMeans: {
          $ref: '#/$defs/grid',
          description: 'Mean coefficient at each frequency; null where a side does not vary there.',
        },
        locationThresholdedMeans: { $ref: '#/$defs/grid', description: "google/svcca's thresholded mean." },
        meanOverLocations: scoreSchema,
        dcCoefficients: { ...coefficients, description: 'At frequency (0, 0): CCA of average-pooled maps.' },
        coefficients: {
          type: ['array', 'null'],
          items: { type: 'array', items: coefficients },
          description: 'Null when they are more than 100,000 numbers.',
        },
      },
      {
        thresholdedMeanOverLocations: {
          ...scoreOrNull,
          description:
            'Mean of locationThresholdedMeans; null where the threshold keeps no coefficient. Absent from documents of earlier versions.',
        },
        null: {
          ...objectOf({
            mean: { ...scoreSchema, description: 'Of meanOverLocations.' },
            thresholdedMean: { ...scoreOrNull, description: 'Of thresholdedMeanOverLocations; null as that.' },
            dcMean: {
              ...scoreOrNull,
              description: 'Of the mean of dcCoefficients; null where a side does not vary at frequency (0, 0).',
            },
          }),
          description:
            "What unrelated maps of this size give: means over the same frequencies of what Gaussian data of the ranks there give (Wachter's law). Absent from documents of earlier versions.",
        },
      },
    ),
  },
  notebook: {
    section: (block, { pair }) => section(block, pair),
  },
  methods,
} as const satisfies MeasureFacts<DftReport>;

/** The transform, and the summaries that are shown. */
function methods({ shown, options, block }: MethodsOf<DftReport>): Cited {
  const summaries = [
    ...(shown('dftMean') ? ['the mean over coefficients and frequencies'] : []),
    ...(shown('dftThresholded')
      ? [
          `the mean over frequencies of the mean of the leading coefficients that hold ${percent(options.threshold)} of their sum`,
        ]
      : []),
    ...(shown('dftDc') ? ['the mean of the coefficients at frequency (0, 0)'] : []),
  ];
  if (summaries.length === 0) return cited``;
  const grid = block ? ` (${count(block.height)} × ${count(block.width)})` : '';
  return cited`Maps were transformed over height and width by the discrete Fourier transform, the higher frequencies of the larger maps left out; at each frequency${grid} the complex canonical correlations between channels were found, as in google/svcca (${works.raghu2017}). They are summarised by ${joinedWords(summaries)}.`;
}

/** In words what a comparison by frequencies is. */
export const dftProse = String.raw`${transformProse}, and at each frequency $(i, j)$ the channels of both sides are compared by complex CCA over the samples (centred, hermitian inner product), as google/svcca does (dft_ccas). Of the larger maps the higher frequencies are left out. At frequency $(0, 0)$ this is CCA of average-pooled maps.`;

/** In words what unrelated maps give. */
export const dftChance =
  "Unrelated Gaussian maps of the same size have high correlations as well: the level of a score is the mean, over the same frequencies, of what Wachter's law ([Wachter 1980](https://doi.org/10.1214/aos/1176345134)) gives for the ranks there.";

/** CCA at each frequency. */
function section(dft: DftReport, { a, b, options }: PairReport): Section {
  const { null: level } = dft;
  return {
    id: 'dft',
    prose: `## CCA by frequency\n\n${dftProse} A location's mean is the mean of its coefficients, its thresholded mean that of google/svcca, and the score is the mean over all locations.${level ? `\n\n${dftChance}` : ''}`,
    shown: {
      'dft.meanOverLocations': dft.meanOverLocations,
      ...(dft.thresholdedMeanOverLocations === undefined
        ? {}
        : { 'dft.thresholdedMeanOverLocations': dft.thresholdedMeanOverLocations }),
      'dft.dcCoefficients': dft.dcCoefficients,
      'dft.locationMeans': dft.locationMeans,
      'dft.locationThresholdedMeans': dft.locationThresholdedMeans,
      ...(level
        ? {
            'dft.null.mean': level.mean,
            'dft.null.thresholdedMean': level.thresholdedMean,
            'dft.null.dcMean': level.dcMean,
          }
        : {}),
    },
    pieces: [frequencyCorrelationsPiece, thresholdedMeanPiece, ...(level ? [unrelatedPiece] : [])],
    code: `
# Half the distance from 1 to the next number that can be stored: directions that are no more than that do not count.
found = frequency_correlations(maps_a, maps_b, unit_a=${unitNumber(a.unit)}, unit_b=${unitNumber(b.unit)})
rho = [[at for at, _ in row] for row in found]
means = [[at.mean() if len(at) else np.nan for at in row] for row in rho]
cut_means = [[thresholded_mean(at, ${options.threshold})[0] if len(at) else np.nan for at in row] for row in rho]${
      level
        ? `
levels = [unrelated(len(maps_a), *ranks) for row in found for at, ranks in row if len(at)]`
        : ''
    }
check(
    {
        "dft.meanOverLocations": np.nanmean(means),
${
  dft.thresholdedMeanOverLocations === undefined
    ? ''
    : '        "dft.thresholdedMeanOverLocations": np.nanmean(cut_means),\n'
}        "dft.dcCoefficients": rho[0][0],
        "dft.locationMeans": means,
        "dft.locationThresholdedMeans": cut_means,${
          level
            ? `
        "dft.null.mean": np.mean([mean for _, mean in levels]),
        "dft.null.thresholdedMean": np.mean([thresholded_mean(at, ${options.threshold})[0] for at, _ in levels]),
        "dft.null.dcMean": levels[0][1] if len(rho[0][0]) else None,`
            : ''
        }
    },
    tolerance=1e-9,
)`,
  };
}
