import type { SvccaCut } from '../../facts/pairOptions';

/** A side's spectrum: descending singular values, and how many of them count. */
export interface CountedSpectrum {
  singularValues: Float64Array;
  rank: number;
}

/** How many leading singular directions a cut keeps of a side: at least 1, at most its rank. */
export function keptDirections({ singularValues: s, rank }: CountedSpectrum, cut: SvccaCut): number {
  if (cut.rule === 'dimensions') return Math.max(1, Math.min(cut.count, rank));
  const share = (value: number): number => (cut.rule === 'variance' ? value * value : value);
  let total = 0;
  for (const value of s) total += share(value);
  let kept = 0;
  for (let k = 0; k < rank; k++) {
    kept += share(s[k]!);
    if (kept / total >= cut.fraction) return k + 1;
  }
  return rank;
}
