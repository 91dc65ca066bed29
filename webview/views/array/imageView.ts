import { nonFiniteWords } from '../../../src/facts/nonFiniteWords';
import type { ArrayHeader } from '../../../src/protocol/arrayFile';
import type { AxisRoles } from '../../state/arrayRoles';
import { drawScale } from '../../charts/heatDrawing';
import type { Pictures } from '../../charts/pictureDrawing';
import { element } from '../../element';
import { lastPart } from '../../../src/facts/lastPart';
import { count, magnitude } from '../../../src/facts/numbers';
import { imageAxes, longestSide, pictureFacts, picturesAtOnce, type ImageAxes } from '../../state/imageAxes';
import { button, checkbox } from '../../toolkit';
import { WindowFailure, type WindowClient } from '../../state/windowClient';
import { pictureFigureDrawing, type PictureFigure } from '../../export/pictureFigureDrawing';
import { exportButton } from '../exportButton';
import { choice } from '../field';
import { plainTable } from '../plainTable';
import { indexField } from './indexField';
import { pictureGrid } from './pictureGrid';

/** Pixels of the page that an element may take; else as many as fit. */
const zooms = [1, 2, 4, 8, 16] as const;
type Zoom = 'fit' | `${(typeof zooms)[number]}`;

/** Pixels of the card around the pictures. */
const aroundPicture = 36;

/** Maps as pictures: one sample, its channels as a grid or one of them. */
interface ImageView {
  node: HTMLElement;
  show(header: ArrayHeader, roles: AxisRoles): void;
  /** Draws what is to be seen, once it is in sight. */
  refresh(): void;
}

/** What the page does for it. */
interface ImageActions {
  /** What the pictures are of. */
  subject(): string;
  save(content: string | Uint8Array, name: string, extension: string): void;
}

/** A part without an array. */
export function imageView(client: WindowClient, { subject, save }: ImageActions): ImageView {
  let header: ArrayHeader | undefined;
  let roles: AxisRoles = { rows: null, columns: null, fixed: [] };
  let layout: 'nhwc' | 'nchw' = 'nhwc';
  let [sample, channel] = [0, 0];
  let common = true;
  let asked = 0;
  /** Of what is drawn. */
  let drawn = '';
  let shown: PictureFigure | undefined;
  let zoom: Zoom = 'fit';

  const layouts = choice<'nhwc' | 'nchw'>('Channels', 'image-layout', (next) => {
    layout = next;
    channel = 0;
    refresh();
  });
  const samples = indexField('Sample', 'image-sample', (index) => {
    sample = index;
    refresh();
  });
  const channels = indexField('First channel', 'image-channel', (index) => {
    channel = index;
    refresh();
  });
  const contrast = checkbox(
    'Same colours for all channels',
    (on) => {
      common = on;
      refresh();
    },
    { 'data-test': 'image-contrast' },
  );
  contrast.set(true);
  const sizes = choice<Zoom>('Size', 'image-zoom', (next) => {
    zoom = next;
    arrange();
  });
  sizes.show([['fit', 'Fit to the page'], ...zooms.map((times) => [`${times}`, `${times}x`] as const)], zoom);
  const grid = pictureGrid();
  const ramp = element('canvas', { class: 'heat-ramp', width: 120, height: 10, 'aria-hidden': 'true' });
  const [low, high] = [element('span'), element('span')];
  const scale = element('div', { class: 'heat-scale picture-scale', 'data-test': 'image-scale' }, low, ramp, high);
  const caption = element('p', { class: 'caption', 'data-test': 'image-caption' });
  const numbers = element('details');
  const problem = element('p', { class: 'small-print', role: 'status', hidden: true, 'data-test': 'image-problem' });
  const again = element(
    'div',
    { class: 'button-row', hidden: true },
    button(['Read Again'], () => refresh(), { class: 'small', 'data-test': 'image-again' }),
  );
  const keep = exportButton('Maps as pictures', () => {
    const picture = shown;
    return (
      picture && {
        title: lastPart(subject()),
        subject: subject(),
        draw: (style) => pictureFigureDrawing(picture, style),
        save: (content, extension) => save(content, 'maps', extension),
      }
    );
  });
  const figure = element(
    'figure',
    { class: 'card picture' },
    element('div', { class: 'chart-head' }, element('h2', {}, 'Maps as pictures'), keep),
    grid.node,
    scale,
    element('figcaption', {}, caption, numbers),
  );
  const node = element(
    'div',
    {},
    element(
      'div',
      { class: 'fields' },
      layouts.node,
      samples.node,
      channels.node,
      sizes.node,
      element('div', { class: 'field-actions' }, contrast.node),
    ),
    problem,
    again,
    figure,
  );

  /** Says why there is no picture; one that could not be read, or was not to be, may be read the next time. */
  function say(words: string | undefined, readable = false): void {
    problem.hidden = words === undefined;
    again.hidden = !readable;
    problem.textContent = words ?? '';
    figure.hidden = words !== undefined;
  }

  function refresh(): void {
    if (!header || node.offsetParent === null) return;
    const { shape } = header;
    const axes = imageAxes(shape, layout, roles);
    layouts.node.hidden = shape.length !== 4;
    layouts.show(
      [
        ['nhwc', 'Last axis'],
        ['nchw', 'Second axis'],
      ],
      layout,
    );
    samples.show(axes && axes.samples !== null ? shape[axes.samples] : 0, sample);
    channels.show(axes && axes.channels !== null ? shape[axes.channels] : 0, channel);
    const many = axes && header.real ? picturesAtOnce(shape, axes) : 0;
    contrast.node.hidden = many < 2;
    if (!header.real)
      return say(header.text ? 'Texts have no picture.' : 'Complex numbers have no picture; save np.abs(x) or x.real.');
    if (!axes) return say('A picture needs an array of at least two axes.');
    if (many === 0) {
      return say(
        `Maps of ${shape[axes.rows]} x ${shape[axes.columns]} are not drawn: pictures are of up to ${longestSide} x ${longestSide}. The table can colour them by value.`,
      );
    }
    say(undefined);
    void draw(axes, Math.min(many, axes.channels === null ? 1 : shape[axes.channels] - channel));
  }

  async function draw(axes: ImageAxes, many: number): Promise<void> {
    const { shape } = header!;
    const key = JSON.stringify([shape, axes, roles.fixed, sample, channel, many, common]);
    if (key === drawn) return;
    const mine = ++asked;
    const ranges = shape.map((length, axis): [number, number] => {
      if (axis === axes.rows || axis === axes.columns) return [0, length];
      if (axis === axes.channels) return [channel, channel + many];
      const at = axis === axes.samples ? sample : roles.fixed[axis];
      return [at, at + 1];
    });
    try {
      const order = [axes.channels, axes.rows, axes.columns].filter((axis) => axis !== null);
      const { values } = await client.ask({ ranges, axes: order }, false);
      if (mine !== asked) return;
      paint({ values, count: many, height: shape[axes.rows], width: shape[axes.columns] }, axes);
      drawn = key;
    } catch (error) {
      if (!(error instanceof WindowFailure)) throw error;
      if (mine === asked) say(error.message, true);
    }
  }

  /** Lays the pictures out as the room allows; out of sight there is none to go by. */
  function arrange(): void {
    const room = node.clientWidth - aroundPicture;
    if (room > 0) grid.arrange(room, zoom === 'fit' ? undefined : Number(zoom));
  }
  new ResizeObserver(arrange).observe(node);

  function paint(found: Omit<Pictures, 'scales'>, axes: ImageAxes): void {
    const size = found.height * found.width;
    const facts = Array.from({ length: found.count }, (_, at) =>
      pictureFacts(found.values.subarray(at * size, (at + 1) * size)),
    );
    const whole = pictureFacts(found.values);
    const scaleOf = (one: typeof whole): [number, number] => [one.least ?? 0, one.largest ?? 0];
    const where = axes.samples === null ? '' : `Sample ${sample}, `;
    const what =
      axes.channels === null
        ? `${where === '' ? 'One' : 'one'} picture`
        : `channels ${channel} to ${channel + found.count - 1}`;
    const from = `${magnitude(whole.least)} (dark) to ${magnitude(whole.largest)} (bright)`;
    const colours =
      common || found.count === 1
        ? `Colours go from ${from}.`
        : `Colours go from the least to the largest value of each channel; all of them: ${from}.`;
    const clear = whole.nan + whole.infinite > 0 ? ` Not finite and left clear: ${nonFiniteWords(whole, count)}.` : '';
    const scales = facts.map((one) => scaleOf(common ? whole : one));
    const side = (name: string, other: string, axis: number) =>
      `${axes.samples === null ? other : name} (axis ${axis})`;
    const [rowsTitle, columnsTitle] = [side('height', 'rows', axes.rows), side('width', 'columns', axes.columns)];
    const pictures = { ...found, scales };
    grid.show(pictures, {
      label: `${where}${what} of ${found.height} x ${found.width} elements. ${colours}${clear}`,
      names: facts.map((_one, at) => (axes.channels === null ? '' : `Channel ${channel + at}`)),
      rows: rowsTitle,
      columns: columnsTitle,
    });
    scale.hidden = whole.least === null || !(common || found.count === 1);
    shown = {
      pictures,
      rows: rowsTitle,
      columns: columnsTitle,
      what: `${where}${what}${found.count > 1 ? ', line by line' : ''}.`,
      ends: scale.hidden ? undefined : [magnitude(whole.least), magnitude(whole.largest)],
      caption: `${subject()}. ${colours}${clear}`,
    };
    [low.textContent, high.textContent] = [magnitude(whole.least), magnitude(whole.largest)];
    const pen = ramp.getContext('2d');
    if (pen) drawScale(pen, { low: 0, high: 1, reversed: false }, 0, 0, ramp.width, ramp.height);
    arrange();
    caption.textContent = `${where}${what}, ${found.height} x ${found.width}. ${colours}${clear}`;
    const numbersOf = facts.map((one, at) => [
      axes.channels === null ? '0' : String(channel + at),
      ...[one.least, one.largest, one.mean].map(magnitude),
      ...[one.nan, one.infinite - one.negativeInfinite, one.negativeInfinite].map(count),
    ]);
    numbers.replaceChildren(
      element('summary', {}, 'Numbers'),
      plainTable(
        'Each picture',
        [axes.channels === null ? 'Picture' : 'Channel', 'Smallest', 'Largest', 'Mean', 'NaN', '+inf', '-inf'],
        numbersOf,
        'image-numbers',
      ),
    );
  }

  return {
    node,
    show(next, nextRoles) {
      const other = JSON.stringify(next.shape) !== JSON.stringify(header?.shape);
      header = next;
      roles = nextRoles;
      if (other) {
        layout = next.neuronAxis === 1 && next.shape.length === 4 ? 'nchw' : 'nhwc';
        [sample, channel] = [0, 0];
      }
      drawn = '';
      refresh();
    },
    refresh,
  };
}
