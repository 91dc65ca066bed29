import type { CellsStroke, Drawing, Ink, PathPiece, Stroke, TextStroke } from './drawing';
import { glyphOf } from './pdfFonts';
import { textWidth } from './textWidth';

const short = (value: number) => String(Number(value.toFixed(3)));

/** An object of a PDF: its dictionary, and the bytes of its stream where it is one. */
interface PdfObject {
  entries: string;
  stream?: Uint8Array;
}

/** The numbers of the first font and, behind the three of them, of the first image. */
const [firstFont, firstImage] = [6, 9];

/**
 * A drawing as a file of PDF 1.4 of one page of its size: text as text of the fonts that every reader has, paths as paths, grids of cells as images
 * that are not smoothed. A character that these fonts lack is a question mark: see beyondPdf.
 */
export async function pdfBytes(drawing: Drawing): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, unit, title, strokes } = drawing;
  const page: Page = { unit, height, alphas: new Map(), images: [] };
  const content = strokes.map((stroke) => operators(stroke, page)).join('\n');
  const font = (name: string, encoding: string) => `/Type /Font /Subtype /Type1 /BaseFont /${name}${encoding}`;
  const ansi = ' /Encoding /WinAnsiEncoding';
  const fonts = [font('Helvetica', ansi), font('Helvetica-Bold', ansi), font('Symbol', '')];
  const states = [...page.alphas].map(([alpha, name]) => `/${name} << /ca ${alpha} /CA ${alpha} >>`);
  const images = page.images.map((_image, at) => `/I${at} ${firstImage + 2 * at} 0 R`);
  const resources = `<< /Font << ${fonts.map((_one, at) => `/F${at + 1} ${firstFont + at} 0 R`).join(' ')} >> /ExtGState << ${states.join(' ')} >> /XObject << ${images.join(' ')} >> >>`;
  const box = `[0 0 ${short(width * unit)} ${short(height * unit)}]`;
  const objects: PdfObject[] = [
    { entries: '/Type /Catalog /Pages 2 0 R' },
    { entries: '/Type /Pages /Kids [3 0 R] /Count 1' },
    { entries: `/Type /Page /Parent 2 0 R /MediaBox ${box} /Contents 4 0 R /Resources ${resources}` },
    await packed('', new TextEncoder().encode(content)),
    { entries: `/Title ${textString(title)} /Creator (CCA Lens)` },
    // Objects of their own: some readers know fonts by their numbers.
    ...fonts.map((entries) => ({ entries })),
  ];
  for (const [at, cells] of page.images.entries()) objects.push(...(await imageOf(cells, firstImage + 1 + 2 * at)));
  return file(objects);
}

/** What a page needs beside its operators. */
interface Page {
  unit: number;
  height: number;
  /** The names of degrees of opacity. */
  alphas: Map<number, string>;
  images: CellsStroke[];
}

function operators(stroke: Stroke, page: Page): string {
  const { unit, height } = page;
  switch (stroke.type) {
    case 'clip':
      return `q ${pathOf(stroke.path, page)} W n`;
    case 'unclip':
      return 'Q';
    case 'fill':
      return `q ${inked(stroke.ink, 'rg', page)} ${pathOf(stroke.path, page)} ${stroke.evenOdd ? 'f*' : 'f'} Q`;
    case 'stroke': {
      const caps = { butt: 0, round: 1, square: 2 };
      const joins = { miter: 0, round: 1, bevel: 2 };
      const dash = `[${stroke.dash.map((length) => short(length * unit)).join(' ')}] ${short(stroke.dashOffset * unit)} d`;
      const form = `${short(stroke.width * unit)} w ${caps[stroke.cap]} J ${joins[stroke.join]} j ${dash}`;
      return `q ${inked(stroke.ink, 'RG', page)} ${form} ${pathOf(stroke.path, page)} S Q`;
    }
    case 'text':
      return textOf(stroke, page);
    case 'cells': {
      const { x, y, cellWidth, cellHeight, columns, rows } = stroke;
      page.images.push(stroke);
      const [wide, high] = [columns * cellWidth * unit, rows * cellHeight * unit];
      return `q ${[wide, 0, 0, high, x * unit, (height - y) * unit - high].map(short).join(' ')} cm /I${page.images.length - 1} Do Q`;
    }
  }
}

function pathOf(path: readonly PathPiece[], { unit, height }: Page): string {
  const names = { M: 'm', L: 'l', C: 'c', Z: 'h' };
  return path
    .map(([command, ...numbers]) =>
      [...numbers.map((value, at) => short((at % 2 === 0 ? value : height - value) * unit)), names[command]].join(' '),
    )
    .join(' ');
}

function inked({ rgb, alpha }: Ink, operator: 'rg' | 'RG', { alphas }: Page): string {
  const colour = `${rgb.map((part) => short(part / 255)).join(' ')} ${operator}`;
  if (alpha >= 1) return colour;
  const degree = Number(alpha.toFixed(3));
  const name = alphas.get(degree) ?? `A${alphas.size}`;
  alphas.set(degree, name);
  return `/${name} gs ${colour}`;
}

/** A line of text, in runs of one font each. */
function textOf({ text, x, y, angle, size, bold, anchor, ink }: TextStroke, page: Page): string {
  const { unit, height } = page;
  const composed = text.normalize('NFC');
  const back = { start: 0, middle: 0.5, end: 1 }[anchor] * textWidth(composed, size, bold);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const place = [(x - back * cos) * unit, (height - (y - back * sin)) * unit];
  let shown = '';
  let present = '';
  for (const character of composed) {
    const glyph = glyphOf(character) ?? glyphOf('?')!;
    const font = glyph.font === 'symbol' ? 'F3' : bold ? 'F2' : 'F1';
    if (font !== present) shown += `${present === '' ? '' : '> Tj '}/${font} ${short(size * unit)} Tf <`;
    present = font;
    shown += glyph.code.toString(16).padStart(2, '0');
  }
  const matrix = [cos, -sin, sin, cos, ...place].map(short).join(' ');
  return shown === '' ? '' : `q ${inked(ink, 'rg', page)} BT ${matrix} Tm ${shown}> Tj ET Q`;
}

/** The image of a grid, and the mask of its cells without a value, which is the object of this number. */
async function imageOf({ columns, rows, pixels }: CellsStroke, mask: number): Promise<PdfObject[]> {
  // Several pixels a cell: readers that smooth images all the same then do so at the edges of cells alone.
  const times = Math.max(1, Math.min(16, Math.floor(1200 / Math.max(columns, rows))));
  const [wide, high] = [columns * times, rows * times];
  const colours = new Uint8Array(3 * wide * high);
  const opacity = new Uint8Array(wide * high);
  for (let i = 0, at = 0; i < high; i++) {
    for (let j = 0; j < wide; j++, at++) {
      const from = 4 * (Math.floor(i / times) * columns + Math.floor(j / times));
      colours.set(pixels.subarray(from, from + 3), 3 * at);
      opacity[at] = pixels[from + 3];
    }
  }
  const form = `/Type /XObject /Subtype /Image /Width ${wide} /Height ${high} /BitsPerComponent 8 /Interpolate false`;
  return [
    await packed(`${form} /ColorSpace /DeviceRGB /SMask ${mask} 0 R`, colours),
    await packed(`${form} /ColorSpace /DeviceGray`, opacity),
  ];
}

async function packed(entries: string, bytes: Uint8Array<ArrayBuffer>): Promise<PdfObject> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return {
    entries: `${entries} /Filter /FlateDecode`,
    stream: new Uint8Array(await new Response(stream).arrayBuffer()),
  };
}

/** A text beside the page as PDF has it: UTF-16 with its mark. */
function textString(text: string): string {
  const units = Array.from({ length: text.length }, (_unit, at) => text.charCodeAt(at).toString(16).padStart(4, '0'));
  return `<feff${units.join('')}>`;
}

/** The file of objects: the first is its catalog, the fifth what it says of itself. */
function file(objects: readonly PdfObject[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
    parts.push(bytes);
    length += bytes.length;
  };
  add('%PDF-1.4\n');
  // Bytes beyond ASCII tell those who pass the file on that it is no text.
  add(new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));
  const places = objects.map(({ entries, stream }, at) => {
    const place = length;
    add(`${at + 1} 0 obj\n<< ${entries}${stream ? ` /Length ${stream.length}` : ''} >>\n`);
    if (stream) {
      add('stream\n');
      add(stream);
      add('\nendstream\n');
    }
    add('endobj\n');
    return place;
  });
  const table = length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`);
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
