import type { CompareOptions } from '../../../src/facts/options';
import { counted, percent } from '../../../src/facts/numbers';
import { factsHtml } from './reportHtml';

/** How SVCCA was cut, in words. */
export function cutText({ svcca }: Pick<CompareOptions, 'svcca'>): string {
  if (svcca.rule === 'dimensions') return `${svcca.count} dimensions`;
  return svcca.rule === 'variance'
    ? `${percent(svcca.fraction)} of variance`
    : `${percent(svcca.fraction)} of the unsquared sum`;
}

/** What was chosen about a comparison, as facts. What was left open is not listed. */
export function optionsHtml(options: CompareOptions): string {
  const { epsilon, threshold, orientation, transposeA, transposeB, recipe, dropNonFinite, robust, rank, measures } =
    options;
  const { neighbours, bandwidth, calibrate } = options;
  const { conv, layout, sequence, mask, subsample } = recipe ?? {};
  const turned = (flag: boolean | undefined) => (flag === undefined ? undefined : flag ? 'turned' : 'not turned');
  const rows =
    subsample && `one of ${subsample.every}${subsample.seed === undefined ? '' : `, seed ${subsample.seed}`}`;
  const facts: [string, string | undefined][] = [
    ['SVCCA keeps', cutText(options)],
    ['CCA epsilon', String(epsilon)],
    ['Threshold of the thresholded mean', String(threshold)],
    ['What comes first in matrices', orientation],
    ['File a', turned(transposeA)],
    ['File b', turned(transposeB)],
    ['Maps', conv],
    ['Channels of maps', layout],
    ['Sequences', sequence],
    ['Masks of steps', mask],
    ['Rows', rows],
    ['Samples that are not finite', dropNonFinite ? 'left out' : 'refused'],
    ['Robust variant', robust ? 'yes' : undefined],
    ['Directions that count', rank],
    ['Measures', measures?.join(', ')],
    ['Nearest neighbours', neighbours?.toString()],
    ['Bandwidth of RBF kernels', bandwidth?.toString()],
    [
      'Calibrated by',
      calibrate &&
        `${counted(calibrate.permutations, 'permutation')}, alpha ${calibrate.alpha}, seed ${calibrate.seed}`,
    ],
  ];
  return factsHtml(facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}
