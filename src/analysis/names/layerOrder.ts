import { partOf, wordsOf } from './layerWords';
import { compareNatural } from './naturalOrder';

/** The part of a network in which layers take turns by their number: conv1, pool1, conv2. */
const convolutions = 2;

/**
 * Order of layers by depth, as far as names tell it. First by part of the network: input, embeddings, convolutions with what follows each
 * (normalisation, activation, pooling), body, what gathers the body, dense layers, output. Convolutions by number first and then by kind, so that
 * pool1 stands between conv1 and conv2; everything else in natural order. Negative when `a` is nearer to the input.
 */
export function compareLayers(a: string, b: string): number {
  const [part, other] = [partOf(a), partOf(b)];
  if (part !== other) return part - other;
  if (part === convolutions) {
    const [x, y] = [turnOf(a), turnOf(b)];
    for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i]! < y[i]! ? -1 : 1;
  }
  return compareNatural(a, b);
}

/** First and second number, infinite where there is none, and what kind of operation it is. */
function turnOf(name: string): number[] {
  const words = wordsOf(name);
  const numbers = words.filter((word) => /^\d/.test(word)).map(Number);
  return [numbers[0] ?? Infinity, numbers[1] ?? Infinity, kindOf(words[0] ?? '')];
}

function kindOf(word: string): number {
  if (/norm|^batch$|^bn$|^lrn$/.test(word)) return 1;
  if (/relu|elu|tanh|sigmoid|^act$/.test(word)) return 2;
  if (/pool/.test(word)) return 3;
  return word === 'dropout' ? 4 : 0;
}
