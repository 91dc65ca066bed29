import type { Ink } from './drawing';

/** The ink of a CSS colour as our figures and Chart.js write them: `#rgb`, `#rrggbb` with or without opacity, `rgb()`, `rgba()`, `transparent`; else black. */
export function cssInk(colour: string): Ink {
  const text = colour.trim().toLowerCase();
  if (text === 'transparent') return { rgb: [0, 0, 0], alpha: 0 };
  const hex = /^#([0-9a-f]{3,8})$/.exec(text)?.[1];
  if (hex) {
    const digits = hex.length < 6 ? [...hex].map((one) => one + one).join('') : hex;
    const at = (place: number) => parseInt(digits.slice(place, place + 2), 16);
    return { rgb: [at(0), at(2), at(4)], alpha: digits.length === 8 ? at(6) / 255 : 1 };
  }
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(text)?.[1]
    .split(/[\s,/]+/)
    .filter((one) => one !== '');
  if (!parts || parts.length < 3) return { rgb: [0, 0, 0], alpha: 1 };
  const number = (part: string, whole: number) =>
    part.endsWith('%') ? (parseFloat(part) / 100) * whole : parseFloat(part);
  const [red, green, blue] = parts.map((part) => number(part, 255));
  return { rgb: [red, green, blue], alpha: parts.length > 3 ? number(parts[3], 1) : 1 };
}
