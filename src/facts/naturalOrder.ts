/**
 * Order of names as people count: runs of digits by their value, all else letter by letter without regard to case. Names that are equal that way
 * come in the order of their character codes, so that the order never depends on where one began. Negative when `a` comes first.
 */
export function compareNatural(a: string, b: string): number {
  const [as, bs] = [piecesOf(a), piecesOf(b)];
  for (let i = 0; i < Math.min(as.length, bs.length); i++) {
    const order = comparePieces(as[i]!, bs[i]!);
    if (order !== 0) return order;
  }
  return as.length - bs.length || compareCodes(a, b);
}

/** Runs of digits, and what stands between them. */
function piecesOf(text: string): string[] {
  return text.toLowerCase().match(/\d+|\D+/g) ?? [];
}

function comparePieces(a: string, b: string): number {
  const digits = /^\d/;
  if (!digits.test(a) || !digits.test(b)) return compareCodes(a, b);
  const [x, y] = [a, b].map((piece) => piece.replace(/^0+(?=\d)/, '')) as [string, string];
  // Numbers of any length, without rounding: the longer one is larger.
  return x.length - y.length || compareCodes(x, y);
}

function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
