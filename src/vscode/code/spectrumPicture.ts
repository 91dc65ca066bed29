/** Colours of a picture on one kind of background. */
interface Palette {
  /** Directions that together hold 90% of the variance. */
  main: string;
  /** The others. */
  rest: string;
  axis: string;
}

/** Kinds of themes, as the picture tells them apart. */
export type ThemeKind = 'light' | 'dark' | 'high contrast' | 'high contrast light';

// Hovers lend no theme colours to pictures: these stand out from the hover backgrounds of VS Code's own themes, by 3:1 at least.
const palettes: Record<ThemeKind, Palette> = {
  light: { main: '#0067c0', rest: '#7a8a99', axis: '#6b6b6b' },
  dark: { main: '#4daafc', rest: '#7d8590', axis: '#9a9a9a' },
  'high contrast': { main: '#3ff23f', rest: '#ffffff', axis: '#ffffff' },
  'high contrast light': { main: '#0f4a85', rest: '#5a5a5a', axis: '#292929' },
};

const size = { width: 260, height: 64 };
/** More bars than these would be too thin to be told apart. */
const mostBars = 40;

/**
 * A picture of a PCA spectrum: a bar for each of the first 40 shares of the variance, those that hold 90% of it in another colour. As an SVG
 * in a data URI of a few thousand characters, with nothing in it but shapes.
 * @param shares of the variance by direction, descending, each 0 to 1.
 * @param within how many directions hold 90%.
 */
export function spectrumPicture(shares: readonly number[], within: number, kind: ThemeKind): string {
  const { width, height } = size;
  const { main, rest, axis } = palettes[kind];
  const bars = shares.slice(0, mostBars);
  const step = width / Math.max(bars.length, 8);
  const top = Math.max(...bars, Number.MIN_VALUE);
  const drawn = bars.map((share, i) => {
    // What is there stays visible, however small.
    const high = Math.max(1, (share / top) * (height - 4));
    const place = `x="${round(i * step)}" y="${round(height - 2 - high)}" width="${round(step * 0.8)}" height="${round(high)}"`;
    return `<rect ${place} fill="${i < within ? main : rest}"/>`;
  });
  const line = `<rect x="0" y="${height - 1.5}" width="${width}" height="1" fill="${axis}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawn.join('')}${line}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg).replace(/[()']/g, escapeCharacter)}`;
}

/** Brackets would end the address in Markdown. */
function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
