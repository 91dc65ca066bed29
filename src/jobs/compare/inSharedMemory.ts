import type { Matrix } from '../../linalg/matrix';
import { matrix } from '../../linalg/matrix';
import type { SideFactors } from '../../similarity/routes/sideFactors';

/**
 * A wide side with what is samples x samples of it in memory that threads share: it then goes from the worker that made it to those that have its pairs
 * without a copy, which would be made four times for each pair. Nothing writes there any more.
 */
export function inSharedMemory(side: SideFactors): SideFactors {
  const { gramian, left } = side;
  return { ...side, ...(gramian ? { gramian: shared(gramian) } : {}), ...(left ? { left: shared(left) } : {}) };
}

function shared({ rows, columns, data }: Matrix): Matrix {
  const own = new Float64Array(new SharedArrayBuffer(data.byteLength));
  own.set(data);
  return matrix(rows, columns, own);
}
