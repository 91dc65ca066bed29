import { matrix, type Matrix } from '../../src/linalg/matrix';
import { multiply } from '../../src/linalg/multiply';
import { seededRandom, type Random } from '../../src/linalg/random';

/** Activations to make up: the same values for the same numbers, and a signal shared with every other seed of as many samples. */
export interface Activations {
  samples: number;
  neurons: number;
  /** Whose weights, own signal and noise they are; from 1. */
  seed: number;
}

const latents = 128;
const sharedSeed = 1_000_003;
const noise = 0.1;

/**
 * Blocks of rows, float32 and row-major, of X = relu(S W + b + noise). S holds 128 latent signals whose strength falls as i^-0.8, each partly
 * shared between seeds and partly its own: neurons are correlated, many values are zero
 * and directions die away, about as in the hidden layers of small trained networks (99% of variance in 70% of the directions).
 */
export function* activationBlocks({ samples, neurons, seed }: Activations, blockRows = 2048): Generator<Float32Array> {
  const own = seededRandom(seed);
  const shared = seededRandom(sharedSeed);
  const count = Math.min(latents, neurons);
  const W = weights(count, neurons, own);
  const bias = Float64Array.from({ length: neurons }, () => 0.5 * own.normal());
  for (let first = 0; first < samples; first += blockRows) {
    const rows = Math.min(blockRows, samples - first);
    const S = matrix(
      rows,
      count,
      Float64Array.from({ length: rows * count }, () => 0.8 * shared.normal() + 0.6 * own.normal()),
    );
    yield rectified(multiply(S, W), bias, own);
  }
}

/** latents x neurons; row i is scaled by its signal's strength, and each neuron's input has variance 1. */
function weights(count: number, neurons: number, random: Random): Matrix {
  const strength = Float64Array.from({ length: count }, (_, i) => (i + 1) ** -0.8);
  const norm = Math.sqrt(strength.reduce((total, value) => total + value * value, 0));
  const data = Float64Array.from(
    { length: count * neurons },
    (_, at) => (strength[Math.floor(at / neurons)]! / norm) * random.normal(),
  );
  return matrix(count, neurons, data);
}

function rectified({ columns, data }: Matrix, bias: Float64Array, random: Random): Float32Array {
  // Uniform noise: a normal one would take longer to draw than the product takes, and its shape is of no account here.
  const width = noise * Math.sqrt(12);
  return Float32Array.from(data, (value, at) =>
    Math.max(0, value + bias[at % columns]! + width * (random.uniform() - 0.5)),
  );
}
