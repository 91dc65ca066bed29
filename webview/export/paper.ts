import { lineHeight, textSize, unitsOf, type FigureStyle } from './figureStyle';
import type { Drawing } from './vector/drawing';
import { RecordingContext } from './vector/recordingContext';
import { wrapped } from './vector/textWidth';

const margin = 4;

/** What surrounds a picture on paper: the ground, its title above, and lines beneath on how it is read. */
interface Paper {
  /** Where the picture begins, and what all but it takes, in units. */
  top: number;
  taken: number;
  /** Lays out the paper around a picture of this height, and hands out the pen for it. */
  begin(height: number): RecordingContext;
  end(): Drawing;
}

/** Empty paper of a style, with these words beneath its picture; none where they are empty. */
export function paper(style: FigureStyle, words: string): Paper {
  const { title, palette } = style;
  const { width, unit } = unitsOf(style);
  const room = width - 2 * margin;
  const above = wrapped(title, room, textSize, true);
  const below = wrapped(words, room, textSize);
  const top = margin + (above.length > 0 ? above.length * lineHeight + 4 : 0);
  const foot = margin + (below.length > 0 ? below.length * lineHeight + 6 : 0);
  let pen: RecordingContext;
  let high = 0;
  return {
    top,
    taken: top + foot,
    begin(height) {
      high = top + height + foot;
      pen = new RecordingContext(width, high);
      pen.fillStyle = palette.background;
      pen.fillRect(0, 0, width, high);
      pen.textBaseline = 'middle';
      const write = (lines: readonly string[], from: number) =>
        lines.forEach((line, at) => pen.fillText(line, margin, from + (at + 0.5) * lineHeight));
      pen.fillStyle = palette.foreground;
      pen.font = `bold ${textSize}px ${palette.font}`;
      write(above, margin);
      pen.fillStyle = palette.muted;
      pen.font = `${textSize}px ${palette.font}`;
      write(below, top + height + 6);
      return pen;
    },
    end: () => ({ width, height: high, unit, title, strokes: pen.strokes }),
  };
}
