import { pathLiterals, type PathLiteral } from './pathLiterals';
import { pythonStrings } from './pythonStrings';

/** Notebooks with more characters of code are read cell by cell: reading takes time where people type. */
const mostCharacters = 300_000;

/**
 * The literals of each cell of a notebook that are paths of files of arrays, places counted within the cell. A name counts that an earlier cell gives its value, and
 * no other cell another one (see pathExpressions): cells are taken in their order. What a cell is by itself does not depend on the others.
 */
export function cellLiterals(cells: readonly string[]): PathLiteral[][] {
  const alone = cells.map((text) => pathLiterals(text, pythonStrings(text)));
  const code = cells.map((text) => (text.startsWith('%%') ? '' : text));
  const whole = code.join('\n');
  if (whole.length > mostCharacters) return alone;
  const together = pathLiterals(whole, pythonStrings(whole));
  let from = 0;
  return code.map((text, cell) => {
    const [start, end] = [from, from + text.length];
    from = end + 1;
    const inCell = together.filter((literal) => start <= literal.start && literal.end <= end);
    const found = inCell.map((literal) => ({ ...literal, start: literal.start - start, end: literal.end - start }));
    // A cell before that is not whole, such as one with an open string, may hide what stands here, and hides names alone.
    const lost = alone[cell]!.some((one) => !found.some((other) => other.start <= one.start && one.end <= other.end));
    return lost ? alone[cell]! : found;
  });
}
