import { cited, joinedCited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { squaredDistancesPiece } from '../python/samplePieces';
import {
  centredCsv,
  centredNotebook,
  centredSchema,
  centredSection,
  type CentredPython,
  type CentredReport,
} from './centredPair';
import { atMost, type MeasureFacts, type MethodsOf } from './measure';
import { allOrders, boundOfOrders } from './nullSources';
import { isOne, likeUnrelated, sameUpToRotation } from './readings';

/**
 * Distance correlation; the bias-corrected one is squared, negative where there is less relation than chance gives, and absent where it is not defined (fewer
 * than 4 samples). Unrelated data of this size have, over permutations of the samples, at most the level of the plain one, and a mean of 0 of the other.
 */
export type DistanceCorrelationReport = CentredReport<'biasCorrectedSquared'>;

const prose = String.raw`## Distance correlation

Of the Euclidean distances of samples: with $A$ and $B$ the doubly centred distances of either side, $\sqrt{\langle A, B \rangle / (\lVert A \rVert \lVert B \rVert)}$ ([Székely et al. 2007](https://doi.org/10.1214/009053607000000505)); bias-corrected and squared, $\langle A, B \rangle / (\lVert A \rVert \lVert B \rVert)$ of U-centred ones ([Székely & Rizzo 2014](https://doi.org/10.1214/14-AOS1255)). Over all orders of the samples the square of the first has the mean $\operatorname{tr} A \operatorname{tr} B / ((n - 1) \lVert A \rVert \lVert B \rVert)$, the second one 0.`;

const python: CentredPython<'biasCorrectedSquared'> = {
  id: 'distanceCorrelation',
  correctedId: 'distanceCorrelationCorrected',
  corrected: 'biasCorrectedSquared',
  matrices: 'distances',
  each: 'D',
  made: () => 'np.sqrt(squared_distances(side.raw))',
  piece: squaredDistancesPiece,
  function: 'np.sqrt',
};

/** Distance correlation, plain and bias-corrected. */
export const distanceCorrelation = {
  id: 'distanceCorrelation',
  title: 'Distance correlation',
  family: 'geometry',
  onRequest: true,
  needs: ['gramian'],
  secondsPerCube: 0,
  secondsPerSquare: 0.03,
  valuesPerSquare: 1,
  scores: [
    {
      id: 'distanceCorrelation',
      label: 'Distance correlation',
      term: 'distance correlation',
      key: 'biased',
      convention:
        'Distance correlation √(dCov² / √(dVar² dVar²)) of the doubly centred Euclidean distances of samples (Székely et al. 2007). 0 to 1; unchanged by rotation and by one common scale, and biased upwards when samples are few: unrelated data give at most the root of tr A tr B / ((n − 1) ‖A‖ ‖B‖) on average.',
      range: [0, 1],
      inSets: true,
      value: ({ biased }) => biased,
      nullLevel: (block) => block.null.biased,
      nullFrom: boundOfOrders,
      bound: atMost,
      about: ['few-samples', 'dominating-neuron'],
      saturation: {
        name: 'distance correlation of up to',
        remedy: 'read the bias-corrected one',
        reads: 'distanceCorrelationCorrected',
      },
      reading: ({ biased }) =>
        isOne(biased)
          ? sameUpToRotation
          : 'High by chance where samples are few: read the bias-corrected one beside it.',
      note: () => 'of Euclidean distances',
    },
    {
      id: 'distanceCorrelationCorrected',
      label: 'Distance correlation², corrected',
      term: 'distance correlation², corrected',
      key: 'biasCorrectedSquared',
      convention:
        'Squared distance correlation of the U-centred Euclidean distances of samples (Székely and Rizzo 2014). About 0 for unrelated data whatever its size, and may fall below 0; squared, so lower than the plain one.',
      range: [-1, 1],
      inSets: true,
      value: (block) => block.biasCorrectedSquared ?? null,
      nullLevel: (block) => block.null.biasCorrectedSquared ?? null,
      nullFrom: allOrders,
      about: ['dominating-neuron'],
      undefinedBecause: 'there are too few samples',
      reading: (block) => likeUnrelated(block.biasCorrectedSquared ?? null, sameUpToRotation),
      note: () => 'U-centred distances, may be negative',
    },
  ],
  csv: (block) => centredCsv(block, python.corrected),
  schema: centredSchema(
    python.corrected,
    'What unrelated data of this size give: over permutations of the samples at most sqrt(tr(A) tr(B) / ((n - 1) |A| |B|)) of the doubly centred distances, 0 for the bias-corrected one (absent where that is).',
  ),
  notebook: {
    section: (block, within) => centredSection(python, block, within, prose),
    ...centredNotebook(python),
    prose: () => ({
      distanceCorrelation:
        'distance correlation ([Székely et al. 2007](https://doi.org/10.1214/009053607000000505)) of Euclidean distances of samples.',
      distanceCorrelationCorrected:
        'bias-corrected distance correlation, squared ([Székely & Rizzo 2014](https://doi.org/10.1214/14-AOS1255)): of U-centred distances.',
      'null.distanceCorrelation': String.raw`null of distance correlation: at most $\sqrt{\operatorname{tr} A \operatorname{tr} B / ((n - 1) \lVert A \rVert \lVert B \rVert)}$ of the doubly centred distances on average over all orders of the samples.`,
      'null.distanceCorrelationCorrected':
        'null of bias-corrected distance correlation: the mean over all orders of the samples, 0.',
    }),
  },
  methods,
} as const satisfies MeasureFacts<DistanceCorrelationReport>;

/** Those of the two forms that are shown. */
function methods({ shown }: MethodsOf<DistanceCorrelationReport>): Cited {
  const plain = cited`Distance correlation (${works.szekely2007}) is of the Euclidean distances of samples.`;
  const unbiased = cited`Its bias-corrected form, squared, is of U-centred distances (${works.szekely2014}).`;
  const alone = cited`Bias-corrected distance correlation, squared, is of U-centred Euclidean distances of samples (${works.szekely2014}).`;
  if (!shown('distanceCorrelation')) return shown('distanceCorrelationCorrected') ? alone : joinedCited([]);
  return joinedCited([plain, ...(shown('distanceCorrelationCorrected') ? [unbiased] : [])]);
}
