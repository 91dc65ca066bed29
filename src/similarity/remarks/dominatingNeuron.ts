import { joinedWords } from '../../facts/joinedWords';
import { measures } from '../../facts/measures';
import { shareInWords, type ArrayRemark } from './sampleFacts';

/** More than all other neurons together hold. */
const most = 0.5;
/** Among fewer neurons one holds that much without being out of the ordinary. */
const fewest = 8;

/** What it decides: measures by title, of those that cut a spectrum the cut. */
const itsScores = joinedWords(namesOfScores());

function namesOfScores(): string[] {
  const about = measures.filter(({ scores }) => scores.some((score) => score.about.includes('dominating-neuron')));
  const cuts = about.filter(({ needs }) => needs.includes('directions'));
  return [
    ...about.filter((measure) => !cuts.includes(measure)).map(({ title }) => title),
    ...cuts.map(({ title }) => `${title}'s cut`),
  ];
}

/** The remark on a neuron that holds most of an array's variance. */
export const dominatingNeuron: ArrayRemark = {
  code: 'dominating-neuron',
  sentence({ name, neurons, widest }, purpose) {
    // How well classes can be told does not depend on the scale of neurons.
    if (purpose === 'classes') return undefined;
    if (neurons < fewest || !widest || !(widest.share > most)) return undefined;
    return `${name}: neuron ${widest.neuron} holds ${shareInWords(widest.share)} of the variance, so that ${itsScores} say little of the others: check it, leave it out, or read CCA, which does not depend on scale.`;
  },
  where: ({ widest }) => ({ neuron: widest!.neuron }),
};
