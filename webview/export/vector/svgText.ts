import type { CellsStroke, Drawing, Ink, PathPiece, Stroke, TextStroke } from './drawing';
import { textWidth } from './textWidth';

/** The faces that a picture asks for: Helvetica, and what is as wide as it. */
export const faces = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif";

/** Millimetres of a point. */
const millimetres = 25.4 / 72;

/** A number with no more digits than can be seen. */
const short = (value: number) => String(Number(value.toFixed(2)));

/** Text as XML has it, within elements and quoted attributes; what XML has no room for at all (most control characters) is left out. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A drawing as a file of SVG 1.1: its size in millimetres, text as text, and nothing that leads outside it. */
export function svgText(drawing: Drawing): string {
  const { width, height, unit, title, strokes } = drawing;
  const size = (units: number) => `${Number((units * unit * millimetres).toFixed(3))}mm`;
  const known = new Set<string>();
  const body = strokes.map((stroke) => (stroke.type === 'clip' ? clipOf(stroke.path, known) : pieceOf(stroke)));
  const head = `<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="${size(width)}" height="${size(height)}" viewBox="0 0 ${short(width)} ${short(height)}" font-family="${faces}">`;
  const named = title === '' ? [] : [`<title>${escapeXml(title)}</title>`];
  return `${[head, ...named, ...body, '</svg>'].join('\n')}\n`;
}

function pieceOf(stroke: Exclude<Stroke, { type: 'clip' }>): string {
  switch (stroke.type) {
    case 'unclip':
      return '</g>';
    case 'text':
      return textOf(stroke);
    case 'cells':
      return cellsOf(stroke);
    case 'fill':
      return `<path d="${pathOf(stroke.path)}"${painted('fill', stroke.ink)}${stroke.evenOdd ? ' fill-rule="evenodd"' : ''}/>`;
    case 'stroke': {
      const { path, ink, width, dash, dashOffset, cap, join } = stroke;
      const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.map(short).join(' ')}"` : '';
      const from = dash.length > 0 && dashOffset !== 0 ? ` stroke-dashoffset="${short(dashOffset)}"` : '';
      const form = `${cap === 'butt' ? '' : ` stroke-linecap="${cap}"`}${join === 'miter' ? '' : ` stroke-linejoin="${join}"`}`;
      return `<path d="${pathOf(path)}" fill="none"${painted('stroke', ink)} stroke-width="${short(width)}"${dashes}${from}${form}/>`;
    }
  }
}

/** Cells as rectangles, a path for each colour; with edges on whole pixels, so that no hair of the ground shows between them. */
function cellsOf({ x, y, cellWidth, cellHeight, columns, rows, pixels }: CellsStroke): string {
  const paths = new Map<string, string[]>();
  const [wide, high] = [cellWidth, cellHeight].map((size) => Number(size.toFixed(4)));
  for (let row = 0; row < rows; row++) {
    for (let from = 0, to = 0; from < columns; from = to) {
      const colour = colourAt(row, from);
      for (to = from + 1; to < columns && colourAt(row, to) === colour; to++);
      if (colour === undefined) continue;
      const path = paths.get(colour) ?? [];
      paths.set(colour, path);
      path.push(
        `M${short(x + from * cellWidth)} ${short(y + row * cellHeight)}h${short((to - from) * wide)}v${short(high)}H${short(x + from * cellWidth)}z`,
      );
    }
  }
  function colourAt(row: number, column: number): string | undefined {
    const [red, green, blue, alpha] = pixels.subarray(4 * (row * columns + column), 4 * (row * columns + column) + 4);
    return alpha === 0 ? undefined : hexOf([red, green, blue]);
  }
  const body = [...paths].map(([colour, path]) => `<path fill="${colour}" d="${path.join('')}"/>`);
  return ['<g shape-rendering="crispEdges">', ...body, '</g>'].join('\n');
}

/** Begins a group within a path. Its name follows from the path: several drawings may stand in one document, and the same name is the same path. */
function clipOf(path: PathPiece[], known: Set<string>): string {
  const shape = pathOf(path);
  const id = `clip-${hash(shape)}`;
  const defined = known.has(id) ? '' : `<clipPath id="${id}"><path d="${shape}"/></clipPath>\n`;
  known.add(id);
  return `${defined}<g clip-path="url(#${id})">`;
}

function textOf({ text, x, y, angle, size, bold, anchor, ink }: TextStroke): string {
  const place = [short(x), short(y)];
  const turned =
    Math.abs(angle) > 1e-6 ? ` transform="rotate(${short((angle * 180) / Math.PI)} ${place.join(' ')})"` : '';
  const from = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  const weight = bold ? ' font-weight="bold"' : '';
  // As wide as it was measured, also where none of the faces is there and another is drawn in their place.
  const wide = ` textLength="${short(textWidth(text, size, bold))}" lengthAdjust="spacingAndGlyphs"`;
  const spaces = /^\s|\s\s|\s$/.test(text) ? ' xml:space="preserve"' : '';
  return `<text x="${place[0]}" y="${place[1]}"${turned} font-size="${short(size)}"${weight}${from}${wide}${spaces}${painted('fill', ink)}>${escapeXml(text)}</text>`;
}

/** A path as SVG and the canvas write it. */
export function pathOf(path: readonly PathPiece[]): string {
  return path.map(([command, ...numbers]) => `${command}${numbers.map(short).join(' ')}`).join('');
}

function painted(what: 'fill' | 'stroke', { rgb, alpha }: Ink): string {
  return ` ${what}="${hexOf(rgb)}"${alpha < 1 ? ` ${what}-opacity="${short(alpha)}"` : ''}`;
}

function hexOf(rgb: readonly number[]): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** A short name of a text, the same for the same text: two FNV-1a hashes of 32 bits. */
function hash(text: string): string {
  let [one, two] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < text.length; at++) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
    two = Math.imul(two ^ text.charCodeAt(at), 0x01000193);
  }
  return [one, two].map((part) => (part >>> 0).toString(36)).join('');
}
