/** Characters that a cell has room for. */
const room = 10;

/** An element as a narrow cell shows it: its exact text where that is short, else six digits of it. */
export function cellText(text: string, value: number): string {
  if (text.length <= room) return text;
  // Integers are never rounded, nor is what has no value as one number.
  if (!Number.isFinite(value) || /^-?\d+$/.test(text)) return text;
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(4).replace('e+', 'e');
  return String(Number(value.toPrecision(6)));
}
