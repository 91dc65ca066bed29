import { matrix } from '../../src/linalg/matrix';
import type { ComplexColumns } from '../../src/similarity/frequencies/frequencyTransform';
import { centredColumns } from './complexColumns';

/** One frequency of maps (samples x height x width x channels) by the definition of the transform, centred. */
export function plainFrequency(
  data: Float64Array,
  [n, h, w, c]: readonly [number, number, number, number],
  i: number,
  j: number,
): ComplexColumns {
  const [re, im] = [matrix(n, c), matrix(n, c)];
  for (let s = 0; s < n; s++) {
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const angle = -2 * Math.PI * ((i * y) / h + (j * x) / w);
        for (let k = 0; k < c; k++) {
          const value = data[((s * h + y) * w + x) * c + k]!;
          re.data[s * c + k]! += value * Math.cos(angle);
          im.data[s * c + k]! += value * Math.sin(angle);
        }
      }
    }
  }
  return { real: centredColumns(re), imaginary: centredColumns(im) };
}
