import { cited, joinedCited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import {
  doublyCentredPiece,
  productPiece,
  squaredDistancesPiece,
  uCentredPiece,
  unrelatedProductPiece,
} from '../python/samplePieces';
import type { Section } from '../python/section';
import { atMost, type MeasureFacts, type MethodsOf } from './measure';
import type { WithinNotebook } from './notebookFacts';
import { allOrders, boundOfOrders } from './nullSources';
import { isOne, likeUnrelated } from './readings';
import { objectOf, scoreSchema } from './schemas';

/** Distance correlation; the bias-corrected one is absent where it is not defined (fewer than 4 samples). */
export interface DistanceCorrelationReport {
  biased: number;
  /** Squared, and negative where there is less relation than chance gives. */
  biasCorrectedSquared?: number;
  /** What unrelated data of this size give: over permutations of the samples at most this, and a mean of 0. */
  null: { biased: number; biasCorrectedSquared?: number };
}

const corrected = { type: 'number', minimum: -1, maximum: 1 };
const same = 'The same up to rotation and scale.';

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
        isOne(biased) ? same : 'High by chance where samples are few: read the bias-corrected one beside it.',
      note: () => 'of Euclidean distances',
    },
    {
      id: 'distanceCorrelationCorrected',
      label: 'Distance correlation², corrected',
      term: 'dist. corr.², corrected',
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
      reading: (block) => likeUnrelated(block.biasCorrectedSquared ?? null, same),
      note: () => 'U-centred distances, may be negative',
    },
  ],
  csv: (block) => [
    ['biased', block.biased],
    ...(block.biasCorrectedSquared === undefined
      ? []
      : ([['biasCorrectedSquared', block.biasCorrectedSquared]] as const)),
    ['null.biased', block.null.biased],
    ...(block.null.biasCorrectedSquared === undefined
      ? []
      : ([['null.biasCorrectedSquared', block.null.biasCorrectedSquared]] as const)),
  ],
  schema: objectOf(
    {
      biased: scoreSchema,
      null: {
        description:
          'What unrelated data of this size give: over permutations of the samples at most sqrt(tr(A) tr(B) / ((n - 1) |A| |B|)) of the doubly centred distances, 0 for the bias-corrected one (absent where that is).',
        ...objectOf({ biased: scoreSchema }, { biasCorrectedSquared: corrected }),
      },
    },
    { biasCorrectedSquared: corrected },
  ),
  notebook: {
    section,
    scores: (wanted) => ({
      lines: distanceLines(wanted('distanceCorrelation', 'distanceCorrelationCorrected')),
      values: {
        distanceCorrelation: 'np.sqrt(product_of(*(doubly_centred(D) for D in distances)))',
        distanceCorrelationCorrected: 'product_of(*(u_centred(D) for D in distances))',
      },
      pieces: [
        ...(wanted('distanceCorrelation', 'distanceCorrelationCorrected') ? [squaredDistancesPiece, productPiece] : []),
        ...(wanted('distanceCorrelation') ? [doublyCentredPiece] : []),
        ...(wanted('distanceCorrelationCorrected') ? [uCentredPiece] : []),
      ],
    }),
    nulls: (wanted) => ({
      lines: distanceLines(
        wanted('null.distanceCorrelation') && !wanted('distanceCorrelation', 'distanceCorrelationCorrected'),
      ),
      values: {
        'null.distanceCorrelation': 'np.sqrt(unrelated_product(*(doubly_centred(D) for D in distances)))',
        'null.distanceCorrelationCorrected': '0.0',
      },
      pieces: wanted('null.distanceCorrelation')
        ? [squaredDistancesPiece, doublyCentredPiece, unrelatedProductPiece]
        : [],
    }),
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

function distanceLines(wanted: boolean): string[] {
  return wanted ? ['distances = [np.sqrt(squared_distances(side.raw)) for side in (a, b)]'] : [];
}

function section(block: DistanceCorrelationReport, { pair }: WithinNotebook): Section {
  const drawn = pair.warnings.some(({ code }) => code === 'samples-of-measures');
  const shown = {
    'distanceCorrelation.biased': [block.biased, 'np.sqrt(product_of(*centred))'],
    'distanceCorrelation.null.biased': [block.null.biased, 'np.sqrt(unrelated_product(*centred))'],
    ...(block.biasCorrectedSquared === undefined
      ? {}
      : {
          'distanceCorrelation.biasCorrectedSquared': [
            block.biasCorrectedSquared,
            'product_of(*(u_centred(D) for D in distances))',
          ],
        }),
  } as Record<string, [number, string]>;
  const entries = Object.entries(shown);
  const values = `{\n${entries.map(([name, [, code]]) => `        "${name}": ${code},`).join('\n')}\n    }`;
  return {
    id: 'distanceCorrelation',
    prose: String.raw`## Distance correlation

Of the Euclidean distances of samples: with $A$ and $B$ the doubly centred distances of either side, $\sqrt{\langle A, B \rangle / (\lVert A \rVert \lVert B \rVert)}$ ([Székely et al. 2007](https://doi.org/10.1214/009053607000000505)); bias-corrected and squared, $\langle A, B \rangle / (\lVert A \rVert \lVert B \rVert)$ of U-centred ones ([Székely & Rizzo 2014](https://doi.org/10.1214/14-AOS1255)). Over all orders of the samples the square of the first has the mean $\operatorname{tr} A \operatorname{tr} B / ((n - 1) \lVert A \rVert \lVert B \rVert)$, the second one 0.${drawn ? '\n\nShown were scores of drawn samples; these are of all, and are not compared with them.' : ''}`,
    shown: drawn ? {} : Object.fromEntries(entries.map(([name, [value]]) => [name, value])),
    pieces: [
      squaredDistancesPiece,
      doublyCentredPiece,
      productPiece,
      unrelatedProductPiece,
      ...(block.biasCorrectedSquared === undefined ? [] : [uCentredPiece]),
    ],
    code: `
distances = [np.sqrt(squared_distances(side.raw)) for side in (a, b)]
centred = [doubly_centred(D) for D in distances]
${drawn ? values : `check(\n    ${values},\n    tolerance=1e-8,\n)`}`,
  };
}
