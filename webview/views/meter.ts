import { svg } from '../element';

/**
 * A similarity drawn on 0 to 1, with a tick where unrelated data stands, and a finer one at a threshold of permuted samples; decoration beside the number
 * itself.
 */
export function meter(value: number, baseline: number | undefined, threshold?: number): SVGSVGElement {
  const at = (share: number) => Math.max(0, Math.min(1, share)) * 100;
  return svg(
    'svg',
    { class: 'meter', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { class: 'meter-track', x: 0, y: 2, width: 100, height: 6 }),
    svg('rect', { class: 'meter-fill', x: 0, y: 2, width: at(value), height: 6 }),
    baseline !== undefined &&
      svg('rect', { class: 'meter-tick', x: Math.min(at(baseline), 98.5), y: 0, width: 1.5, height: 10 }),
    threshold !== undefined &&
      svg('rect', { class: 'meter-threshold', x: Math.min(at(threshold), 99), y: 2, width: 1, height: 6 }),
  );
}
