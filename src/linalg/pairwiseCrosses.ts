import { widthOf, type Accumulator, type AccumulatorPlan, type CrossAccumulator, type CrossPlan } from './accumulator';
import { matrix } from './matrix';

const cross = { kind: 'products' as const, gramA: false, gramB: false, cross: true };

/** Products across many sides by an accumulator for each pair: for kernels that gain nothing by holding packed rows. */
export function pairwiseCrosses(
  accumulator: (plan: AccumulatorPlan) => Accumulator,
  { sides, pairs }: CrossPlan,
): CrossAccumulator {
  const adders = pairs.map(([i, j]) => accumulator({ a: sides[i]!, b: sides[j]!, sums: cross }));
  return {
    accepts: adders[0]!.accepts,
    add(rows, blocks, mask) {
      adders.forEach((adder, at) => {
        const [i, j] = pairs[at]!;
        adder.add(rows, blocks[i]!, blocks[j]!, mask);
      });
    },
    take(pair) {
      const [i, j] = pairs[pair]!;
      return adders[pair]!.take().cross ?? matrix(widthOf(sides[i]!) + 2, widthOf(sides[j]!) + 2);
    },
  };
}
