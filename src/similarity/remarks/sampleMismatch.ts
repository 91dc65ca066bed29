import { SampleCountMismatchError } from '../errors';
import type { Turn } from '../../facts/pairOptions';
import { samplesRead, turnedRound, type ReadMatrix } from '../orientation';

/** Two arrays that are compared. */
export type MatrixPair = readonly [ReadMatrix, ReadMatrix];

/**
 * Why two arrays cannot be compared: with the layers that would fit if an array may be a stack of them, else with the turn that would (of several that with the most samples, of those the one that turns
 * fewer); undefined for arrays of one number of samples.
 */
export function pairMismatch([a, b]: MatrixPair, options: Turn): SampleCountMismatchError | undefined {
  if (samplesRead(a) === samplesRead(b)) return undefined;
  // Rows stay samples there, as is the convention.
  const stacked = stackMismatch([a, b]);
  if (stacked) return stacked;
  const found = fittingTurn([a, b]);
  if (!found) return mismatch([a, b], '');
  const { turned, samples } = found;
  const both = turned.length === 2;
  const turn: Turn =
    both && options.transposeA === undefined && options.transposeB === undefined
      ? { orientation: a.transposed ? 'samples' : 'neurons' }
      : {
          ...(turned.includes(a) ? { transposeA: !a.transposed } : {}),
          ...(turned.includes(b) ? { transposeB: !b.transposed } : {}),
        };
  const [first] = turned as [ReadMatrix];
  const fits = both ? `both have ${samples}, so turn both` : `${first.name} has ${samples} too, so turn it`;
  return mismatch([a, b], `; read as ${turnedWords(first)}, ${fits} if that is right (${flagsOf(turn, options)})`, {
    turn,
  });
}

/** The same for two arrays of a set, whose matrices are all turned or none; `all`: what {@link turnOfSet} says. */
export function setMismatch([a, b]: MatrixPair, all: Turn | undefined): SampleCountMismatchError | undefined {
  if (samplesRead(a) === samplesRead(b)) return undefined;
  const stacked = stackMismatch([a, b]);
  if (stacked) return stacked;
  if (all) {
    const reading = all.orientation === 'neurons' ? 'neurons x samples' : 'samples x neurons';
    return mismatch([a, b], `; read as ${reading}, all fit, so turn all if that is right (${flagsOf(all, {})})`, {
      turn: all,
    });
  }
  const [single, ...others] = fittingTurn([a, b])?.turned ?? [];
  if (!single || others.length > 0) return mismatch([a, b], '');
  return mismatch([a, b], `; ${single.name} seems to hold ${turnedWords(single)}: save it the other way round`);
}

/** The choice under which all pairs of a set fit with its matrices read the other way round; undefined where they do not. */
export function turnOfSet(pairs: readonly MatrixPair[]): Turn | undefined {
  const found = pairs.flat().find(({ fixed }) => !fixed);
  if (!found || allTall(pairs) || !pairs.every(([a, b]) => samplesRead(turnedRound(a)) === samplesRead(turnedRound(b))))
    return undefined;
  return { orientation: found.transposed ? 'samples' : 'neurons' };
}

/** Whether all matrices have more samples than neurons as they are read, and would have fewer turned round. */
function allTall(pairs: readonly MatrixPair[]): boolean {
  return pairs.flat().every((matrix) => samplesRead(matrix) > samplesRead(turnedRound(matrix)));
}

function turnedWords({ transposed }: ReadMatrix): string {
  return transposed ? 'samples x neurons' : 'neurons x samples';
}

function fittingTurn([a, b]: MatrixPair): { turned: ReadMatrix[]; samples: number } | undefined {
  // Layers of one width over different samples fit turned, too, and are no files of neurons x samples.
  const both = allTall([[a, b]]) ? [] : [[a, b]];
  const ways = [[a], [b], ...both].filter((turned) => turned.every(({ fixed }) => !fixed));
  const fitting = ways.flatMap((turned) => {
    const [first, second] = [a, b].map((each) => samplesRead(turned.includes(each) ? turnedRound(each) : each));
    return first === second ? [{ turned, samples: first! }] : [];
  });
  return fitting.sort((x, y) => y.samples - x.samples || x.turned.length - y.turned.length)[0];
}

/** The flags that make a choice, and those of `given` that they take the place of. */
function flagsOf({ orientation, transposeA, transposeB }: Turn, given: Turn): string {
  const flag = (side: 'a' | 'b', turned: boolean): string => `--${turned ? '' : 'no-'}transpose-${side}`;
  const said = (side: 'a' | 'b', turned: boolean | undefined, before: boolean | undefined): string[] =>
    turned === undefined
      ? []
      : [flag(side, turned) + (before === undefined ? '' : ` in place of ${flag(side, before)}`)];
  return [
    ...(orientation === undefined ? [] : [`--orientation ${orientation}`]),
    ...said('a', transposeA, given.transposeA),
    ...said('b', transposeB, given.transposeB),
  ].join(' and ');
}

/** The mismatch of arrays of which one or both fit as stacks of layers; undefined where none does. */
function stackMismatch(pair: MatrixPair): SampleCountMismatchError | undefined {
  const samples = pair.map((matrix) => matrix.stack?.samples ?? samplesRead(matrix));
  const [first, second] = pair.filter(({ stack }) => stack !== undefined);
  if (!first || samples[0] !== samples[1]) return undefined;
  const { layers } = first.stack!;
  const what = second ? 'both are stacks of layers' : `${first.name} is a stack of ${layers} layers`;
  const hint = `; if ${what} (layers, samples, neurons), compare them layer by layer (--stack), or take one as ${first.name}::0`;
  return mismatch(pair, hint, { stacks: true });
}

function mismatch(
  [a, b]: MatrixPair,
  hint: string,
  way: { turn?: Turn; stacks?: boolean } = {},
): SampleCountMismatchError {
  return new SampleCountMismatchError(a.name, samplesRead(a), b.name, samplesRead(b), hint, way);
}
