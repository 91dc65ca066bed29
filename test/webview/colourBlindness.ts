/** Red, green and blue, 0 to 255. */
type Rgb = readonly number[];

/**
 * What people without one kind of cones see of a linear RGB colour: the matrices of Machado, Oliveira and Fernandes (2009), "A physiologically-based model for
 * simulation of color vision deficiency", table 1, severity 1.0.
 */
export const deficiencies = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
} as const;

/** A colour as somebody sees it, in CIELAB (D65): lightness, and two coordinates of colour. */
export function seenAs(colour: Rgb, matrix: readonly Rgb[]): [number, number, number] {
  const linear = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const times = (rows: readonly Rgb[], vector: Rgb) =>
    rows.map((row) => row.reduce((sum, factor, at) => sum + factor * vector[at], 0));
  const seen = times(matrix, linear).map((part) => Math.max(0, Math.min(1, part)));
  // From linear sRGB (IEC 61966-2-1) to XYZ, each by that of white.
  const toXyz = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.072175],
    [0.0193339, 0.119192, 0.9503041],
  ];
  const white = [0.95047, 1, 1.08883];
  const [x, y, z] = times(toXyz, seen).map((part, at) => {
    const share = part / white[at];
    return share > 216 / 24389 ? Math.cbrt(share) : (24389 / 27) * (share / 116) + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How far two colours are from each other for somebody, CIE 1976: 2.3 is just seen. */
export function distance(one: Rgb, other: Rgb, matrix: readonly Rgb[]): number {
  const [a, b] = [seenAs(one, matrix), seenAs(other, matrix)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
