import { oneLine } from '../../../src/facts/visibleText';
import { cssInk } from './cssInk';
import type { CellsStroke, Ink, PathPiece, Stroke } from './drawing';
import { textWidth } from './textWidth';

/** The 2D affine map [x, y] -> [a x + c y + e, b x + d y + f]. */
type Matrix = readonly [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
function product(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** What `save` keeps and `restore` brings back. */
const kept = {
  fillStyle: '#000000' as unknown,
  strokeStyle: '#000000' as unknown,
  lineWidth: 1,
  lineCap: 'butt' as 'butt' | 'round' | 'square',
  lineJoin: 'miter' as 'bevel' | 'round' | 'miter',
  lineDashOffset: 0,
  globalAlpha: 1,
  font: '10px sans-serif',
  textAlign: 'start' as CanvasTextAlign,
  textBaseline: 'alphabetic' as CanvasTextBaseline,
};

/** How far below its baseline the point is that a text is placed by, as a share of its size: that of Helvetica and Arial. */
const baselines: Record<string, number> = { top: 0.83, hanging: 0.73, middle: 0.35, bottom: -0.21, ideographic: -0.21 };

/**
 * A 2D context that keeps what is drawn in place of drawing it, as far as Chart.js and our figures use one: paths, text and clips, but neither
 * pixels nor patterns. Text is measured by Helvetica's widths, whatever the page has: a drawing is the same wherever it is made.
 */
export class RecordingContext {
  fillStyle = kept.fillStyle;
  strokeStyle = kept.strokeStyle;
  lineWidth = kept.lineWidth;
  lineCap = kept.lineCap;
  lineJoin = kept.lineJoin;
  lineDashOffset = kept.lineDashOffset;
  globalAlpha = kept.globalAlpha;
  font = kept.font;
  textAlign = kept.textAlign;
  textBaseline = kept.textBaseline;
  readonly strokes: Stroke[] = [];
  readonly canvas: { width: number; height: number; style: object; getContext: () => RecordingContext };
  private matrix: Matrix;
  private dash: number[] = [];
  private path: PathPiece[] = [];
  private clips = 0;
  private readonly saved: { state: typeof kept; matrix: Matrix; dash: number[]; clips: number }[] = [];

  /** @param base where its origin lies in the drawing. */
  constructor(
    width: number,
    height: number,
    private readonly base: Matrix = identity,
  ) {
    this.matrix = base;
    this.canvas = { width, height, style: {}, getContext: () => this };
  }

  /** This as what drawing functions take. */
  get context(): CanvasRenderingContext2D {
    return this as unknown as CanvasRenderingContext2D;
  }

  save(): void {
    const state = Object.fromEntries(
      Object.keys(kept).map((name) => [name, this[name as keyof typeof kept]]),
    ) as typeof kept;
    this.saved.push({ state, matrix: this.matrix, dash: this.dash, clips: this.clips });
  }
  restore(): void {
    const last = this.saved.pop();
    if (!last) return;
    for (; this.clips > last.clips; this.clips--) this.strokes.push({ type: 'unclip' });
    Object.assign(this, last.state);
    this.matrix = last.matrix;
    this.dash = last.dash;
  }

  translate(x: number, y: number): void {
    this.matrix = product(this.matrix, [1, 0, 0, 1, x, y]);
  }
  scale(x: number, y: number): void {
    this.matrix = product(this.matrix, [x, 0, 0, y, 0, 0]);
  }
  rotate(angle: number): void {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = product(this.matrix, [cos, sin, -sin, cos, 0, 0]);
  }
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.matrix = product(this.base, [a, b, c, d, e, f]);
  }
  resetTransform(): void {
    this.matrix = this.base;
  }

  setLineDash(dash: number[]): void {
    this.dash = [...dash];
  }
  getLineDash(): number[] {
    return [...this.dash];
  }

  beginPath(): void {
    this.path = [];
  }
  moveTo(x: number, y: number): void {
    this.path.push(['M', ...this.at(x, y)]);
  }
  lineTo(x: number, y: number): void {
    this.path.push([this.path.length === 0 ? 'M' : 'L', ...this.at(x, y)]);
  }
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.path.push(['C', ...this.at(ax, ay), ...this.at(bx, by), ...this.at(x, y)]);
  }
  closePath(): void {
    this.path.push(['Z']);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }
  arc(x: number, y: number, radius: number, from: number, to: number, counter = false): void {
    this.ellipse(x, y, radius, radius, 0, from, to, counter);
  }
  ellipse(
    x: number,
    y: number,
    rx: number,
    ry: number,
    turned: number,
    from: number,
    to: number,
    counter = false,
  ): void {
    const round = 2 * Math.PI;
    let sweep = to - from;
    if (Math.abs(sweep) >= round) sweep = Math.sign(sweep) * round;
    else if (!counter && sweep < 0) sweep += round;
    else if (counter && sweep > 0) sweep -= round;
    const [cos, sin] = [Math.cos(turned), Math.sin(turned)];
    const on = (u: number, v: number): [number, number] => [
      x + rx * u * cos - ry * v * sin,
      y + rx * u * sin + ry * v * cos,
    ];
    const pieces = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9));
    const step = sweep / pieces;
    // The curve nearest to an arc has its handles this far along the tangents.
    const handle = (4 / 3) * Math.tan(step / 4);
    this.lineTo(...on(Math.cos(from), Math.sin(from)));
    for (let piece = 0; piece < pieces; piece++) {
      const [a, b] = [from + piece * step, from + (piece + 1) * step];
      const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
      this.bezierCurveTo(
        ...on(ca - handle * sa, sa + handle * ca),
        ...on(cb + handle * sb, sb - handle * cb),
        ...on(cb, sb),
      );
    }
  }

  fill(rule?: CanvasFillRule): void {
    const ink = this.ink(this.fillStyle);
    if (this.path.length === 0 || ink.alpha === 0) return;
    this.strokes.push({ type: 'fill', path: this.path, ink, ...(rule === 'evenodd' ? { evenOdd: true } : {}) });
    // What is added to the path from here on is not of what was drawn.
    this.path = [...this.path];
  }
  stroke(): void {
    const ink = this.ink(this.strokeStyle);
    const width = this.lineWidth * this.size();
    if (this.path.length === 0 || ink.alpha === 0 || !(width > 0)) return;
    const { lineCap: cap, lineJoin: join } = this;
    const dash = this.dash.map((length) => length * this.size());
    this.strokes.push({
      type: 'stroke',
      path: this.path,
      ink,
      width,
      dash,
      dashOffset: Number(this.lineDashOffset) || 0,
      cap,
      join,
    });
    this.path = [...this.path];
  }
  clip(): void {
    this.strokes.push({ type: 'clip', path: this.path });
    this.clips++;
    this.path = [...this.path];
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.aside(() => {
      this.rect(x, y, width, height);
      this.fill();
    });
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.aside(() => {
      this.rect(x, y, width, height);
      this.stroke();
    });
  }
  /** A grid of cells from the origin on, which no 2D context has; the context must not be turned. */
  cells(grid: Omit<CellsStroke, 'type' | 'x' | 'y'>): void {
    const [x, y] = this.at(0, 0);
    const { cellWidth, cellHeight } = grid;
    this.strokes.push({
      ...grid,
      type: 'cells',
      x,
      y,
      cellWidth: cellWidth * this.size(),
      cellHeight: cellHeight * this.size(),
    });
  }
  /** Nothing is cleared: a drawing begins empty. */
  clearRect(): void {}

  /** Text on one line, in which nothing turns its direction: names are data. */
  fillText(words: string, x: number, y: number): void {
    const text = oneLine(words);
    const { size, bold } = this.type();
    const ink = this.ink(this.fillStyle);
    if (text === '' || ink.alpha === 0) return;
    const [left, top] = this.at(x, y + size * (baselines[this.textBaseline] ?? 0));
    const anchors = { center: 'middle', right: 'end', end: 'end', left: 'start', start: 'start' } as const;
    const angle = Math.atan2(this.matrix[1], this.matrix[0]);
    const anchor = anchors[this.textAlign];
    this.strokes.push({ type: 'text', text, x: left, y: top, angle, size: size * this.size(), bold, anchor, ink });
  }
  /** Outlines of letters are not drawn. */
  strokeText(): void {}
  measureText(text: string): Pick<TextMetrics, 'width' | 'actualBoundingBoxLeft' | 'actualBoundingBoxRight'> {
    const { size, bold } = this.type();
    const width = textWidth(oneLine(text), size, bold);
    return { width, actualBoundingBoxLeft: 0, actualBoundingBoxRight: width };
  }

  private aside(draw: () => void): void {
    const before = this.path;
    this.path = [];
    draw();
    this.path = before;
  }
  private at(x: number, y: number): [number, number] {
    const [a, b, c, d, e, f] = this.matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  }
  /** By how much lengths grow. */
  private size(): number {
    const [a, b, c, d] = this.matrix;
    return Math.sqrt(Math.abs(a * d - b * c));
  }
  private ink(style: unknown): Ink {
    const { rgb, alpha } = cssInk(typeof style === 'string' ? style : '');
    return { rgb, alpha: alpha * this.globalAlpha };
  }
  private type(): { size: number; bold: boolean } {
    const size = Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 10);
    return { size, bold: /\b(bold|[6-9]00)\b/.test(this.font) };
  }
}
