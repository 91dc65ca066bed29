import type { AnyScore } from '../facts/measures';
import { axisEnds, wholeScale } from '../facts/measures/scoreScale';
import type { PythonPiece } from '../facts/python/piece';
import type { Section } from '../facts/python/section';
import { pythonString } from './pythonText';

/** A section that draws what those before it have recomputed; `id`: of its cells, `code`: calls of `pieces` (src/notebook/python/figures.ts), `more`: a sentence. */
export function figureSection(id: string, pieces: readonly PythonPiece[], code: string, more = ''): Section {
  return {
    id,
    prose:
      '## The figures\n\nThe numbers that were recomputed above, drawn as CCA Lens draws them, with matplotlib where it is installed; nothing else here needs it.' +
      more,
    shown: {},
    pieces,
    code,
  };
}

/** A line for `draw_lines`: its label (null: not in the legend), and expressions of Python for places, values and the arguments of its style. */
export function pythonLine(label: string | null, places: string, values: string, style = ''): string {
  return `(${label === null ? 'None' : pythonString(label)}, ${places}, ${values}, dict(${style}))`;
}

/** A call of `draw_lines` with lines (each an expression, or `*` and one of a list) and further arguments. */
export function drawLines(
  { title, x, y }: { title: string; x: string; y: string },
  lines: readonly string[],
  more: readonly string[],
): string {
  const words = [title, x, y].map(pythonString).join(', ');
  const rest = more.map((one) => `    ${one},\n`).join('');
  return `draw_lines(\n    ${words},\n    [\n${lines.map((line) => `        ${line},\n`).join('')}    ],\n${rest})`;
}

/** The argument `limits` for the axis of a score. */
export function axisLimits(score: Pick<AnyScore, 'range'>): string {
  const { yFrom, yTo } = axisEnds(score);
  return `limits=(${yFrom ?? 'None'}, ${yTo})`;
}

/** The arguments `limits` and `cmap` of `draw_map` for a score: the whole of its colours, as the pages begin with. */
export function mapColours(score: Pick<AnyScore, 'range' | 'distance'>): string {
  const { low, high, reversed } = wholeScale(score);
  return `limits=(${low}, ${high}),${reversed ? '\n    cmap="viridis_r",' : ''}`;
}
