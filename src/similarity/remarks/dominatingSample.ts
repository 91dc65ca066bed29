import { shareInWords, type ArrayRemark } from './sampleFacts';

/** More than all other samples together hold. */
const most = 0.5;
/** Among fewer samples one holds that much by chance. */
const fewest = 20;

/** The remark on a sample that holds most of an array's variance. */
export const dominatingSample: ArrayRemark = {
  code: 'dominating-sample',
  sentence({ name, word, samples, farthest }, purpose) {
    if (samples < fewest || !farthest || !(farthest.share > most)) return undefined;
    const so =
      purpose === 'classes'
        ? 'so that one direction of the layer tells this one from all others, and little of classes'
        : 'so that scores say little of the others';
    return `${name}: ${word} ${farthest.sample} holds ${shareInWords(farthest.share)} of the variance (squared distances from the medians), ${so}: check it, or leave it out.`;
  },
  where: ({ farthest }) => ({ sample: farthest!.sample }),
};
