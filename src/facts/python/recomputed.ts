import type { ShownNumbers, ShownValue } from './section';

/** Numbers by the names that a result document has for them: what was shown, and the expression that gives it again. */
export type Recomputed = Readonly<Record<string, readonly [shown: ShownValue, code: string]>>;

/** What was shown of them, as sections have it. */
export function shownOf(numbers: Recomputed): ShownNumbers {
  return Object.fromEntries(Object.entries(numbers).map(([name, [shown]]) => [name, shown]));
}

/** A dictionary of the expressions, a line each, to stand within a call. */
export function dictOf(numbers: Recomputed): string {
  return `{\n${entriesOf(numbers)
    .map((entry) => `        ${entry},`)
    .join('\n')}\n    }`;
}

/** The call that holds the recomputed numbers against those that were shown, in as few lines as 88 columns allow. */
export function checkOf(numbers: Recomputed, tolerance: number): string {
  const inLine = `{${entriesOf(numbers).join(', ')}}`;
  const call = `check(${inLine}, tolerance=${tolerance})`;
  if (call.length <= 88) return call;
  const dict = inLine.length <= 83 ? inLine : dictOf(numbers);
  return `check(\n    ${dict},\n    tolerance=${tolerance},\n)`;
}

function entriesOf(numbers: Recomputed): string[] {
  return Object.entries(numbers).map(([name, [, code]]) => `"${name}": ${code}`);
}
