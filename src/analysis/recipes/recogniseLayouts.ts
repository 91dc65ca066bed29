/** Which axis of four holds the channels. */
export type Layout = 'nhwc' | 'nchw';

/** Layouts of the arrays of a set, and whether one was taken over from the others. */
interface RecognisedLayouts {
  /** By place in the set; undefined for arrays that have not four axes, and for those that the shapes leave open. */
  layouts: (Layout | undefined)[];
  /** Places of four-axis arrays that the shapes leave open. */
  open: number[];
  /** Places of those whose own shape leaves it open and the rest of the set does not. */
  fromOthers: number[];
}

/**
 * Channels last or first, from shapes alone: by the pair of axes of equal length where one pair is (maps are mostly square); else by the pair whose
 * ratio all arrays of the set share while the other pair's differs (layers of a network have maps of one ratio and various channels); else as all
 * arrays of the set that are decided. @param told what is known of some of them, by their places.
 */
export function recogniseLayouts(
  shapes: readonly (readonly number[])[],
  told: readonly (Layout | undefined)[] = [],
): RecognisedLayouts {
  const maps = shapes.map((shape, i) => ({ shape, i })).filter(({ shape }) => shape.length === 4);
  const layouts: (Layout | undefined)[] = shapes.map(() => undefined);
  for (const { shape, i } of maps) layouts[i] = told[i] ?? bySquare(shape);
  const decided = [...new Set(maps.flatMap(({ i }) => layouts[i] ?? []))];
  const undecided = maps.filter(({ i }) => layouts[i] === undefined);
  const common = decided.length === 0 ? byRatio(undecided.map(({ shape }) => shape)) : undefined;
  const taken = common ?? (decided.length === 1 ? decided[0] : undefined);
  for (const { i } of undecided) layouts[i] = taken;
  const places = undecided.map(({ i }) => i);
  return { layouts, open: taken ? [] : places, fromOthers: taken ? places : [] };
}

function bySquare(shape: readonly number[]): Layout | undefined {
  const [, first, second, third] = shape;
  if ((first === second) === (second === third)) return undefined;
  return first === second ? 'nhwc' : 'nchw';
}

function byRatio(shapes: readonly (readonly number[])[]): Layout | undefined {
  const same = (numerator: number, denominator: number): boolean =>
    shapes.every(
      (shape) => shape[numerator]! * shapes[0]![denominator]! === shape[denominator]! * shapes[0]![numerator]!,
    );
  const [last, first] = [same(1, 2), same(2, 3)];
  if (last === first) return undefined;
  return last ? 'nhwc' : 'nchw';
}
