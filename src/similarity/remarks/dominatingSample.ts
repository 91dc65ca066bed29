import type { Notice } from '../report';

/** More than all other samples together hold. */
const most = 0.5;
/** Among fewer samples one holds that much by chance. */
const fewest = 20;

/**
 * The remark on a sample that holds most of a side's variance; none where no sample does.
 * @param norms of each sample, the squared distance from the medians of the neurons.
 */
export function dominatingSample(norms: Float64Array, name: string): Notice[] {
  if (norms.length < fewest) return [];
  const sum = norms.reduce((total, value) => total + value, 0);
  const largest = norms.reduce((at, value, i) => (value > norms[at]! ? i : at), 0);
  const share = norms[largest]! / sum;
  if (!(share > most)) return [];
  const percent = share > 0.999 ? 'more than 99.9%' : `${(100 * share).toFixed(1)}%`;
  const message = `${name}: sample ${largest} holds ${percent} of the variance (squared distances from the medians), so that scores say little of the others: check it, or leave it out.`;
  return [{ code: 'dominating-sample', message }];
}
