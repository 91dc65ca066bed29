/** What stands where there is no number. */
export const dash = '–';

/** A number that can be shown: null, undefined, NaN and infinities are none of these. */
function shown(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A similarity or distance with four decimals, `–` where there is none. Never `-0.0000`. */
export function score(value: number | null | undefined): string {
  if (!shown(value)) return dash;
  const text = value.toFixed(4);
  return text === '-0.0000' ? '0.0000' : text;
}

/** A number of any size with four significant digits; powers of ten beyond 1e-4 and 1e6. `–` where there is none. */
export function magnitude(value: number | null | undefined): string {
  if (!shown(value)) return dash;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2).replace('e+', 'e');
  return String(Number(value.toPrecision(4)));
}

/** A number in a column of numbers: four decimals where that says enough, six digits otherwise. `–` where there is none. */
export function tabular(value: number | null | undefined): string {
  if (!shown(value)) return dash;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return magnitude(value);
  return size < 10 ? value.toFixed(4) : value.toPrecision(6);
}

/** A number as `write` has it; an integer beyond what float64 holds in all its digits, where they are known. */
export function inDigits(
  value: number | null,
  digits: string | undefined,
  write: (value: number | null) => string,
): string {
  return digits !== undefined && value !== null && Math.abs(value) >= 2 ** 53 ? digits : write(value);
}

/** A whole number with thousands separated by commas. */
export function count(value: number): string {
  return shown(value) ? value.toLocaleString('en-US', { maximumFractionDigits: 0 }) : dash;
}

/** A number of things: `1 neuron`, `2,000 neurons`. */
export function counted(value: number, one: string, many?: string): string {
  return `${count(value)} ${plural(value, one, many)}`;
}

/** The word for so many things. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return value === 1 ? one : many;
}

/** A share of 0 to 1 in per cent with at most one decimal; what is not quite all never reads as 100%, nor what is not quite none as 0%. */
export function percent(share: number | null | undefined): string {
  if (!shown(share)) return dash;
  const rounded = Number((share * 100).toFixed(1));
  if (rounded === 100 && share < 1) return '>99.9%';
  if (rounded === 0 && share > 0) return '<0.1%';
  return `${rounded}%`;
}

/** An array's shape as numpy prints it: `(10000, 10)`, `(5,)`, `()`. */
export function shape(sizes: readonly number[]): string {
  return sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(', ')})`;
}

/** A number as tables in a terminal have it: four decimals where that says enough; a dash for none. */
export function numberText(value: number | null): string {
  if (value === null) return '–';
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(3) : value.toFixed(4);
}

/** A probability with some significant digits; one that is too small for a number is told as such. */
export function probability(p: number, digits: number): string {
  if (!(p > 0)) return '< 1e-300';
  return p >= 1e-4 ? String(Number(p.toPrecision(digits))) : p.toExponential(1);
}
