import { Chart } from './chartParts';
import type { Figure, FigureConfig, Palette } from './figure';

/** One canvas and the chart on it, from creation to destruction. */
export class ChartHost {
  private chart: Chart<'line' | 'bar', FigureConfig['data']['datasets'][0]['data']> | undefined;

  constructor(private readonly canvas: HTMLCanvasElement) {
    canvas.setAttribute('role', 'img');
  }

  /** Draws the figure in place of what was there, and labels the canvas with its sentence. */
  show(figure: Figure): void {
    this.canvas.setAttribute('aria-label', figure.label);
    if (this.chart && (this.chart.config as FigureConfig).type === figure.config.type) {
      this.chart.data = figure.config.data;
      this.chart.options = figure.config.options ?? {};
      this.chart.update('none');
      return;
    }
    this.destroy();
    this.chart = new Chart(this.canvas, figure.config);
  }

  /** Frees the chart with its listeners; the host may show again later. */
  destroy(): void {
    this.chart?.destroy();
    this.chart = undefined;
  }
}

/**
 * A figure as PNG bytes of a fixed size (1200 x 720 at twice the density) on the theme's background, with its title and `subject`, what
 * it is a picture of, on top; whatever the size of the panel.
 */
export async function figureAsPng(figure: Figure, subject: string, palette: Palette): Promise<Uint8Array> {
  const [width, height, density, margin] = [1200, 720, 2, 64];
  const plot = document.createElement('canvas');
  plot.width = width;
  plot.height = height - margin;
  const chart = new Chart(plot, {
    ...figure.config,
    options: {
      ...figure.config.options,
      responsive: false,
      devicePixelRatio: density,
      font: { family: palette.font, size: 15 },
      layout: { padding: { left: 16, right: 28, bottom: 14 } },
    },
  });
  const page = document.createElement('canvas');
  page.width = width * density;
  page.height = height * density;
  const context = page.getContext('2d');
  try {
    if (!context) throw new Error('The page has no 2D canvas to draw the picture on.');
    context.fillStyle = palette.background;
    context.fillRect(0, 0, page.width, page.height);
    context.textBaseline = 'middle';
    const write = (text: string, y: number, size: number, color: string) => {
      context.font = `${size * density}px ${palette.font}`;
      context.fillStyle = color;
      context.fillText(text, 28 * density, y * density, (width - 56) * density);
    };
    write(figure.title, 24, 20, palette.foreground);
    write(subject, 48, 14, palette.muted);
    context.drawImage(plot, 0, margin * density);
    const blob = await new Promise<Blob | null>((resolve) => page.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The picture could not be encoded.');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    chart.destroy();
  }
}
