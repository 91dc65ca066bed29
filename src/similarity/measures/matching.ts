import { LensError } from '../../facts/errors';
import { matching, type MatchingReport } from '../../facts/measures/matching';
import { assignment } from '../../linalg/assignment';
import type { Matrix } from '../../linalg/matrix';
import { multiplyTransposed } from '../../linalg/multiply';
import { standardised } from '../samples/standardised';
import { samplesOfMatrix } from '../trust/heldSide';
import type { MeasureKernel, NoScore } from './kernel';
import { withinOne } from './withinOne';

/** The most pairs of neurons that are matched: of 4,096 neurons a side. Their correlations are held twice, and the assignment takes the cube of the neurons. */
export const mostPairs = 4096 ** 2;

/** Neurons of both sides by the Pearson correlations of their samples: of every one its best partner, and the one to one assignment of the largest sum. */
export const matchingKernel: MeasureKernel<MatchingReport> = {
  facts: matching,
  measure({ a, b, turned }) {
    const [first, second] = turned ? [b, a] : [a, b];
    const refused = tooMany(a.rows(), b.rows());
    if (refused) return refused;
    const R = multiplyTransposed(standardised(first.rows()), standardised(second.rows()));
    const { pairs, oneToOne, bestOfRows, bestOfColumns } = matched(R);
    const [namesOfFirst, namesOfSecond] = [first.columns(), second.columns()];
    const partners = pairs.map(([i, j]): [number, number, number] => {
      const [neuron, other, r] = [namesOfFirst[i]!, namesOfSecond[j]!, withinOne(R.data[i * R.columns + j]!)];
      return turned ? [other, neuron, r] : [neuron, other, r];
    });
    const [bestForA, bestForB] = turned ? [bestOfColumns, bestOfRows] : [bestOfRows, bestOfColumns];
    partners.sort(([x], [y]) => x - y);
    return { block: { oneToOne, pairs: pairs.length, bestForA, bestForB, partners } };
  },
  permuted({ a, b }) {
    const [X, Y] = [standardised(a.rows()), standardised(b.rows())];
    if (tooMany(X, Y)) return () => ({ matching: null, matchingBest: null });
    return (order) => {
      const { oneToOne, bestOfRows, bestOfColumns } = matched(multiplyTransposed(X, samplesOfMatrix(Y, order, 1)));
      return { matching: oneToOne, matchingBest: { a: bestOfRows, b: bestOfColumns } };
    };
  },
};

function tooMany({ columns: p }: Matrix, { columns: q }: Matrix): NoScore | undefined {
  if (p * q <= mostPairs) return undefined;
  const [ofA, ofB, most] = [p, q, mostPairs].map((value) => value.toLocaleString('en-US'));
  const message = `Neuron matching is of at most ${most} pairs of neurons, and there are ${ofA} x ${ofB}: pool the maps, or take fewer neurons.`;
  return { refused: new LensError('too-large', message) };
}

/** Rows and columns of correlations that are assigned to each other, the mean of these, and of all rows and all columns the mean of their largest. */
function matched(R: Matrix): {
  pairs: [row: number, column: number][];
  oneToOne: number;
  bestOfRows: number;
  bestOfColumns: number;
} {
  const { rows: p, columns: q, data } = R;
  const pairs: [number, number][] = [];
  let total = 0;
  assignment(R).forEach((j, i) => {
    if (j === -1) return;
    pairs.push([i, j]);
    total += data[i * q + j]!;
  });
  const ofColumns = new Float64Array(q).fill(-Infinity);
  let ofRows = 0;
  for (let i = 0; i < p; i++) {
    let best = -Infinity;
    for (let j = 0; j < q; j++) {
      const r = data[i * q + j]!;
      if (r > best) best = r;
      if (r > ofColumns[j]!) ofColumns[j] = r;
    }
    ofRows += best;
  }
  return {
    pairs,
    oneToOne: withinOne(total / pairs.length),
    bestOfRows: withinOne(ofRows / p),
    bestOfColumns: withinOne(ofColumns.reduce((sum, value) => sum + value, 0) / q),
  };
}
