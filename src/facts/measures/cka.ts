import { score as fourDigits } from '../numbers';
import type { MeasureFacts } from './measure';
import { isOne } from './readings';
import { objectOf, score } from './schemas';

/** Linear centred kernel alignment; `debiased` is null when it is not defined (fewer than 4 samples, or a self term not above 0). */
export interface CkaReport {
  linear: number;
  debiased: number | null;
  /** What unrelated data of this size give: exact means over permutations of the samples. Absent in documents saved before there was any. */
  null?: { linear: number; debiased: number | null };
}

const debiased = { type: ['number', 'null'], minimum: -1, maximum: 1 };

/** Linear centred kernel alignment, plain and debiased. */
export const cka = {
  id: 'cka',
  title: 'CKA',
  needs: [],
  secondsPerCube: 0,
  scores: [
    {
      id: 'cka',
      label: 'Linear CKA',
      term: 'linear CKA',
      key: 'linear',
      convention:
        'Linear centred kernel alignment, ‖Y′X‖² / (‖X′X‖ ‖Y′Y‖) in Frobenius norms of centred matrices (Kornblith et al. 2019, arXiv 1905.00414). 0 to 1; unchanged by rotation and by one common scale, and biased upwards when samples are few: unrelated data give √(PRa · PRb) / (samples − 1) on average, PR the participation ratios.',
      range: [0, 1],
      inSets: true,
      inSummary: true,
      value: ({ linear }) => linear,
      nullLevel: (block) => block.null?.linear,
      about: ['few-samples', 'dominating-neuron'],
      saturation: { name: 'linear CKA', remedy: 'read debiased CKA' },
      reading: readLinear,
      note: () => 'of centred columns',
    },
    {
      id: 'ckaDebiased',
      label: 'Debiased CKA',
      term: 'debiased CKA',
      key: 'debiased',
      convention:
        'Linear CKA from the unbiased estimator of HSIC (Song et al. 2012). About 0 for unrelated data whatever its size, and may fall below 0.',
      range: [-1, 1],
      inSets: true,
      inSummary: true,
      value: (block) => block.debiased,
      nullLevel: (block) => block.null?.debiased,
      about: ['dominating-neuron'],
      undefinedBecause: 'there are too few samples',
      reading(block) {
        if (block.debiased === null) return 'Not defined for this pair.';
        if (isOne(block.debiased)) return 'The same up to rotation and scale.';
        return block.debiased <= 0 ? 'Not above unrelated data.' : 'Unrelated data gives 0 on average.';
      },
      note: () => 'unbiased estimator, may be negative',
    },
  ],
  csv: (block) => [
    ['linear', block.linear],
    ['debiased', block.debiased],
    ...(block.null
      ? ([
          ['null.linear', block.null.linear],
          ['null.debiased', block.null.debiased],
        ] as const)
      : []),
  ],
  schema: objectOf(
    { linear: score, debiased },
    {
      null: {
        description:
          'What unrelated data of this size give: exact means over permutations of the samples, sqrt(PR_a PR_b) / (n - 1) of the participation ratios for linear CKA, 0 for the debiased estimator (null where that is).',
        ...objectOf({ linear: score, debiased }),
      },
    },
  ),
} as const satisfies MeasureFacts<CkaReport>;

/** Names small-sample bias where the debiased value shows it. */
function readLinear({ linear, debiased: unbiased }: CkaReport): string {
  if (isOne(linear)) return 'The same up to rotation and scale.';
  if (unbiased === null) return 'No debiased value to hold it against.';
  const bias = linear - unbiased;
  if (bias > 0.5 * linear) return `Mostly the bias of few samples: ${fourDigits(bias)} of it is gone when debiased.`;
  if (bias > 0.01) return `${fourDigits(bias)} of it is the bias of few samples.`;
  return 'Samples are many enough: the debiased value agrees.';
}
