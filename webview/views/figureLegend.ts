import type { ChartHost } from '../charts/chartHost';
import type { Figure } from '../charts/figure';
import type { Series } from '../charts/frame';
import { element } from '../element';
import { depthBar } from './depthBar';
import { legendSwatch } from './legendSwatch';

/** What the lines of a figure are, beside its picture: entries, and for lines coloured by depth a bar; they and the lines can be pointed at and chosen. */
interface FigureLegend {
  entries: HTMLElement;
  bar: HTMLElement;
  show(figure: Figure): void;
  /** Takes no more part in what happens on the page. */
  destroy(): void;
}

/** A legend of the chart on a canvas: what is pointed at is isolated, what is clicked stays so until it is clicked again or Escape is pressed. */
export function figureLegend(host: ChartHost, canvas: HTMLCanvasElement): FigureLegend {
  let labels: readonly string[] = [];
  let pinned: string | undefined;
  let pointed: string | undefined;
  const entries = element('div', { class: 'chart-legend', role: 'group', 'aria-label': 'Legend' });
  const list = element('div', { class: 'chart-legend-list' });
  const told = element('output', { class: 'chart-told' });
  entries.append(list, told);
  const bar = depthBar({ point, pin });

  function point(label: string | undefined): void {
    pointed = label;
    apply();
  }

  function pin(label: string | undefined): void {
    pinned = label === pinned ? undefined : label;
    apply();
  }

  function apply(): void {
    const isolated = pinned ?? pointed;
    host.isolate(isolated);
    for (const button of list.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.dataset.label === pinned));
    bar.mark(isolated);
    told.textContent = isolated === undefined ? '' : bar.nameOf(isolated);
  }

  function labelAt(event: MouseEvent): string | undefined {
    const { left, top } = canvas.getBoundingClientRect();
    return host.labelAt(event.clientX - left, event.clientY - top);
  }
  canvas.addEventListener('mousemove', (event) => {
    const label = labelAt(event);
    canvas.style.cursor = label === undefined ? '' : 'pointer';
    point(label);
  });
  canvas.addEventListener('mouseleave', () => point(undefined));
  canvas.addEventListener('click', (event) => {
    const label = labelAt(event);
    // A click beside all lines lets go, too.
    pin(label ?? pinned);
  });
  const letGo = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || (pinned ?? pointed) === undefined) return;
    pinned = pointed = undefined;
    apply();
  };
  document.addEventListener('keydown', letGo);

  function entry(series: Series): HTMLElement {
    const label = series.label ?? '';
    return element(
      'button',
      {
        type: 'button',
        class: 'chart-legend-entry',
        'data-label': label,
        'aria-pressed': 'false',
        onclick: () => pin(label),
        onmouseenter: () => point(label),
        onmouseleave: () => point(undefined),
        onfocus: () => point(label),
        onblur: () => point(undefined),
      },
      legendSwatch(series),
      label,
    );
  }

  return {
    entries,
    bar: bar.node,
    show({ config, depth }) {
      const { datasets } = config.data;
      labels = [...new Set(datasets.map(({ label }) => label ?? ''))];
      const behind = new Set(depth?.labels);
      const shown = labels.filter((label) => !behind.has(label));
      const wanted = datasets.length > 1 && config.options?.plugins?.legend?.display !== false;
      const firstOf = (label: string) => datasets.find((one) => (one.label ?? '') === label)!;
      const focused = (document.activeElement as HTMLElement | null)?.dataset.label;
      const had = list.contains(document.activeElement);
      list.replaceChildren(
        ...(depth ? [element('span', { class: 'chart-depth' }, `Colour: ${depth.title}`)] : []),
        ...(wanted ? shown.map((label) => entry(firstOf(label))) : []),
      );
      bar.show(depth);
      entries.hidden = !wanted;
      if (had) [...list.querySelectorAll('button')].find(({ dataset }) => dataset.label === focused)?.focus();
      if (pinned !== undefined && !labels.includes(pinned)) pinned = undefined;
      if (pointed !== undefined && !labels.includes(pointed)) pointed = undefined;
      apply();
    },
    destroy: () => document.removeEventListener('keydown', letGo),
  };
}
