import type { Turn } from '../../facts/pairOptions';
import { samplesRead } from '../orientation';
import type { Notice } from '../../facts/reportParts';
import { turnOfSet, type MatrixPair } from './sampleMismatch';

/**
 * The remark that all matrices that are compared have fewer rows than columns and are read by rows all the same, since that is the convention. Only
 * where they would fit turned as well, and where nobody has said what comes first.
 */
export function wideLayers(pairs: readonly MatrixPair[], { orientation, transposeA, transposeB }: Turn): Notice[] {
  const matrices = [...new Map(pairs.flat().map((matrix) => [matrix.name, matrix])).values()];
  const [first] = matrices;
  const chosen = [orientation, transposeA, transposeB].some((choice) => choice !== undefined);
  const wide = matrices.every(({ rows, columns, transposed, fixed }) => !fixed && !transposed && rows < columns);
  // Where rows differ, that they do is said, and the same turn offered.
  const fit = pairs.every(([a, b]) => samplesRead(a) === samplesRead(b));
  if (!first || chosen || !wide || !fit || turnOfSet(pairs) === undefined) return [];
  const many = matrices.length > 2;
  const size = `${first.rows} x ${first.columns}`;
  const subject = matrices.length === 1 ? `${first.name} has` : many ? `all ${matrices.length} have` : 'both have';
  const example = many ? `, as ${first.name} of ${size}` : ` (${size})`;
  const message = `Rows were read as samples, as is the convention: ${subject} fewer rows than columns${example}, which is usual for wide layers; should the rows be neurons, turn ${many ? 'all' : 'both'} (--orientation neurons).`;
  return [{ code: 'wide-layers', message }];
}
