import type { ComparisonReport } from '../../src/facts/report';
import { element } from '../element';
import { count, dash, magnitude } from '../../src/facts/numbers';

function condition(value: number | null): string {
  return value === null ? dash : value < 1e4 ? magnitude(value) : value.toExponential(1).replace('e+', 'e');
}

/** How the numbers were reached, as text: the criterion and its outcome, condition numbers where they were estimated, time, and whether files were read. */
export function routeText({ route, samples, timings }: ComparisonReport): string {
  const { a, b } = route.condition;
  const numbers = a === null && b === null ? '' : ` Condition numbers: ${condition(a)} (a), ${condition(b)} (b).`;
  const known = timings.read === 0 ? ', from what was known of the files' : '';
  const time =
    timings.total === undefined ? '' : ` ${count(samples)} samples in ${magnitude(timings.total / 1000)} s${known}.`;
  const reason = /[.!?]$/.test(route.reason) ? route.reason : `${route.reason}.`;
  return `${reason}${numbers}${time}`;
}

/** The route in small print. */
export function routeLine(report: ComparisonReport): HTMLElement {
  return element('footer', { class: 'small-print', 'data-test': 'route' }, routeText(report));
}
