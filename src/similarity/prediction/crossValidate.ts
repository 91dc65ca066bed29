import { joinedWords } from '../../facts/joinedWords';
import type { PairProducts } from '../measures/products';
import type { SideName } from '../routes/rowPasses';
import { allAlike } from './centredPart';
import { foldCount, foldsOf } from './folds';
import { predictFolds, type Predicted } from './predictFolds';
import { predictingSide } from './predictingSide';

/** How well one side predicts the other where samples are held out, or why that is not defined. */
export type CrossValidated = Predicted | { refused: string };

/** Samples that a sentence lists before it counts. */
const mostNamed = 3;

/** The other side predicted from this one (see predictFolds), by the samples of a pair that are held. @throws NotConvergedError. */
export function crossValidate(products: PairProducts, predictors: SideName): CrossValidated {
  const { factors } = products;
  const targets = predictors === 'a' ? 'b' : 'a';
  const { samples } = products[predictors];
  if (samples < foldCount)
    return {
      refused: `Linear predictivity is cross-validated in ${foldCount} folds, and ${samples} samples are too few for that: use ${foldCount} or more.`,
    };
  const from = predictingSide(products[predictors], factors[predictors].neurons);
  const folds = from.folds();
  if (!folds) return { refused: constantReason(products, predictors, targets) };
  const to = predictingSide(products[targets], factors[targets].neurons);
  const predicted = predictFolds(from.rows(), folds, to.rows());
  return predicted ?? { refused: `No sample of ${factors[targets].name} differs from the mean of the others.` };
}

/** That the samples of a training part do not differ, and which are left out of it. */
function constantReason(products: PairProducts, predictors: SideName, targets: SideName): string {
  const X = products[predictors].rows();
  const { training } = foldsOf(X.rows).find((fold) => allAlike(X, fold.training))!;
  const usual = training[0]!;
  const apart = Array.from({ length: X.rows }, (_, i) => i).filter((i) => !allAlike(X, Uint32Array.of(usual, i)));
  const places = apart.map((sample) => products[predictors].placeOf(sample));
  const named =
    apart.length <= mostNamed
      ? `${apart.length === 1 ? 'sample' : 'samples'} ${joinedWords(places.map(String))}`
      : `${apart.length} samples (the first is ${places[0]})`;
  const name = products.factors[predictors].name;
  return `${targets} cannot be predicted from ${predictors} in ${foldCount} folds: only ${named} of ${name} ${apart.length === 1 ? 'differs' : 'differ'} from all others, and without the fold that ${apart.length === 1 ? 'it is' : 'they are'} in nothing varies.`;
}
