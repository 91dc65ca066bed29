import { withFile } from '../../facts/address';
import { Checker } from '../../facts/checker';
import type { SavedComparison, SavedSide } from '../../protocol/savedComparison';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { CompareOptions } from '../../facts/options';
import { relativePath } from '../names/portablePaths';
import { checkOptions } from './checkOptions';

/** What a document keeps of a comparison: what was chosen, and nothing that was found. */
export function savedComparison(pair: { a: ArrayAddress; b: ArrayAddress; options: CompareOptions }): SavedComparison {
  // In the order in which they are read, so that equal choices are equal texts.
  const options = checkOptions(new Checker(), pair.options, 'options') ?? pair.options;
  const { a, b } = pair;
  return withComparisonPaths({ schema: 1, kind: 'cca-lens-comparison', a, b, options }, (path) => path);
}

/** The document of a comparison with absolute paths, in the order in which it is read; the same folder gives the same comparison back. */
export function comparisonText(comparison: SavedComparison, folder: string): string {
  const { schema, kind, a, b, options } = withComparisonPaths(comparison, (path) => relativePath(folder, path));
  return `${JSON.stringify({ schema, kind, a, b, options }, null, 2)}\n`;
}

/** The comparison with every path in it, of archives' members that of the archive, changed; of its sides what a document keeps alone. */
export function withComparisonPaths(comparison: SavedComparison, change: (path: string) => string): SavedComparison {
  const changed = (path: string) => withFile(path, change);
  const side = ({ path, as, more, order, mask }: SavedSide): SavedSide => ({
    path: changed(path),
    ...(as && { as }),
    ...(more && { more: more.map(changed) }),
    ...(order && { order: { own: changed(order.own), wanted: changed(order.wanted) } }),
    ...(mask !== undefined && { mask: changed(mask) }),
  });
  return { ...comparison, a: side(comparison.a), b: side(comparison.b) };
}

/** Every path that a saved comparison names. */
export function comparisonPaths({ a, b }: Pick<SavedComparison, 'a' | 'b'>): string[] {
  return [a, b].flatMap(({ path, more = [], order, mask }) =>
    [path, ...more, order?.own, order?.wanted, mask].filter((one) => one !== undefined),
  );
}
