import { svg } from '../element';

const paths = {
  swap: 'M11 2.5 14.5 6 11 9.5M14 6H5M5 6.5 1.5 10 5 13.5M2 10h9',
  copy: 'M5.5 4.5v-3h9v10h-3M1.5 4.5h9v10h-9z',
  save: 'M8 1.5v9M4.5 7.5 8 11l3.5-3.5M2 14.5h12',
  notebook: 'M3.5 1.5h9.5v13H3.5zM6.5 1.5v13M1.5 4.5h3M1.5 8h3M1.5 11.5h3M9 5h2',
  info: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 7.2v4M8 4.6v1.2',
  warning: 'M8 1.8 15 14H1zM8 6v4M8 11.4v1.2',
  error: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM5.5 5.5l5 5M10.5 5.5l-5 5',
  flip: 'M3 6.5A5.5 5.5 0 0 1 13 5M13 1.5V5.2H9.3M13 9.5A5.5 5.5 0 0 1 3 11M3 14.5v-3.7h3.7',
  pin: 'M5.5 1.5h5M6.5 1.5v5L4 9.5h8L9.5 6.5v-5M8 9.5v5',
  unpin: 'M5.5 1.5h5M6.5 1.5v5L4 9.5h8L9.5 6.5v-5M8 9.5v5M1.5 1.5l13 13',
  folder: 'M1.5 3.5h4.5l1.5 2h7v8h-13z',
  compare: 'M5 13.5V2.5M2 5.5l3-3 3 3M11 2.5v11M8 10.5l3 3 3-3',
  more: 'M3 6l5 5 5-5',
} as const;

/** A 16 x 16 line drawing in the colour of the text around it; decoration, so give the control around it a name. */
export function icon(name: keyof typeof paths, slot?: string): SVGSVGElement {
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', slot },
    svg('path', { d: paths[name] }),
  );
}
