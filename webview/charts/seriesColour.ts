import type { Colour } from './colourScale';

/** Colours of like, middle lightness, so that each can be seen on white and on black, in an order that the eye follows. */
const anchors: readonly Colour[] = [
  [58, 122, 214],
  [0, 152, 136],
  [196, 128, 0],
  [208, 78, 44],
  [176, 88, 176],
];

/** Shapes of points, so that lines are told apart without their colours. */
const shapes = ['circle', 'triangle', 'rect', 'rectRot', 'star'] as const;

/** The colour of one of several lines that follow each other (layers, checkpoints, classes): evenly spaced from blue by way of orange to violet. */
export function seriesColour(index: number, count: number): string {
  const place = count <= anchors.length ? index : (index / (count - 1)) * (anchors.length - 1);
  const before = Math.min(Math.floor(place), anchors.length - 2);
  const rest = place - before;
  const channels = anchors[before].map((value, channel) =>
    Math.round(value * (1 - rest) + anchors[before + 1][channel] * rest),
  );
  return `rgb(${channels.join(', ')})`;
}

/** The shape of the points of one of several lines. */
export function seriesShape(index: number): (typeof shapes)[number] {
  return shapes[index % shapes.length];
}
