import type { ComparisonReport, RouteReport } from '../../src/similarity/report';
import { element } from '../element';
import { count, dash, magnitude } from '../format';

const routes: Record<RouteReport['name'], string> = {
  gram: 'Covariance matrices',
  qr: 'Householder QR',
  dual: 'Dual (samples × samples)',
};

/** How the numbers were reached, as text: route, condition numbers, criterion, time. */
export function routeText({ route, samples, timings }: ComparisonReport): string {
  const condition = (value: number | null) => (value === null ? dash : magnitude(value));
  const total = timings.total;
  const time = total === undefined ? '' : ` ${count(samples)} samples in ${magnitude(total / 1000)} s.`;
  const reason = /[.!?]$/.test(route.reason) ? route.reason : `${route.reason}.`;
  return `${routes[route.name]}: condition ${condition(route.condition.a)} (a), ${condition(route.condition.b)} (b). ${reason}${time}`;
}

/** The route in small print. */
export function routeLine(report: ComparisonReport): HTMLElement {
  return element('footer', { class: 'small-print', 'data-test': 'route' }, routeText(report));
}
