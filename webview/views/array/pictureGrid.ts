import { drawPicture, type Pictures } from '../../charts/pictureDrawing';
import { pictureLayout, pictureTicks } from '../../charts/pictureLayout';
import { element } from '../../element';

/** What stands beside pictures. */
interface PictureWords {
  /** What all of them show, for those who do not see it. */
  label: string;
  /** Of each picture, e.g. `Channel 3`. */
  names: readonly string[];
  /** What runs from the top, and what from the left. */
  rows: string;
  columns: string;
}

/** Pictures beside and below each other, with the indices of their elements along both sides. */
interface PictureGrid {
  node: HTMLElement;
  show(pictures: Pictures, words: PictureWords): void;
  /** Lays them out: in whole pixels an element, or (undefined) as the width has room. */
  arrange(width: number, zoom: number | undefined): void;
}

/** Pixels of the title at the left and of the space at the right, and of a digit along the rows. */
const [around, digit] = [22 + 12, 7];

/** No pictures yet. */
export function pictureGrid(): PictureGrid {
  let pictures: Pictures | undefined;
  const tiles = element('div', { class: 'picture-tiles', role: 'img', 'data-test': 'image' });
  const rows = element('div', { class: 'picture-rows', 'aria-hidden': 'true', 'data-test': 'image-rows' });
  const columns = element('div', { class: 'picture-columns', 'aria-hidden': 'true', 'data-test': 'image-columns' });
  const corner = element('div', { class: 'picture-corner' });
  const room = element(
    'div',
    { class: 'picture-room', role: 'group', 'aria-label': 'The pictures, to be scrolled', 'data-test': 'image-room' },
    element('div', { class: 'picture-sides' }, rows, tiles, corner, columns),
  );
  const rowsTitle = element('div', { class: 'picture-title picture-title-rows', 'data-test': 'image-rows-title' });
  const columnsTitle = element('div', { class: 'picture-title', 'data-test': 'image-columns-title' });
  const node = element('div', { class: 'picture-grid' }, rowsTitle, room, element('div'), columnsTitle);
  /** What scrolls is reached by keys, and nothing else is. */
  new ResizeObserver(() => {
    const scrolls = room.scrollWidth > room.clientWidth || room.scrollHeight > room.clientHeight;
    if (scrolls) room.tabIndex = 0;
    else room.removeAttribute('tabindex');
  }).observe(tiles);

  return {
    node,
    show(next, words) {
      pictures = next;
      tiles.setAttribute('aria-label', words.label);
      rowsTitle.textContent = words.rows;
      columnsTitle.textContent = words.columns;
      tiles.replaceChildren(
        ...words.names.map((name, at) => {
          const canvas = element('canvas', { title: name });
          drawPicture(canvas, next, at);
          return canvas;
        }),
      );
    },
    arrange(width, zoom) {
      if (!pictures) return;
      const beside = digit * String(Math.max(0, pictures.height - 1)).length + 10;
      const layout = pictureLayout(pictures, Math.max(1, width - around - beside), zoom);
      rows.style.width = `${beside}px`;
      room.classList.toggle('picture-zoomed', zoom !== undefined);
      tiles.classList.toggle('picture-smaller', layout.zoom < 1);
      tiles.style.gap = `${layout.gap}px`;
      tiles.style.gridTemplateColumns = `repeat(${layout.across}, ${pictures.width * layout.zoom}px)`;
      tiles.style.gridAutoRows = `${pictures.height * layout.zoom}px`;
      const ticks = (side: 'rows' | 'columns', many: number, elements: number) =>
        pictureTicks(side, many, elements, layout).map(({ at, index }) => {
          const tick = element('span', {}, String(index));
          tick.style[side === 'rows' ? 'top' : 'left'] = `${at}px`;
          return tick;
        });
      rows.replaceChildren(...ticks('rows', layout.down, pictures.height));
      columns.replaceChildren(...ticks('columns', layout.across, pictures.width));
    },
  };
}
