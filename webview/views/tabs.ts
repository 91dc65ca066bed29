import { element } from '../element';

/** Parts of a page of which one is in sight. */
interface Tabs<T extends string> {
  node: HTMLElement;
  show(tab: T): void;
}

/** Tabs by id, words and content; `chosen` hears what a person chooses. Arrows move between the tabs, as in ARIA's pattern. */
export function tabs<T extends string>(
  label: string,
  parts: readonly (readonly [T, string, HTMLElement])[],
  chosen: (tab: T) => void,
): Tabs<T> {
  const heads = parts.map(([id, words], at) =>
    element(
      'button',
      {
        type: 'button',
        class: 'tab',
        role: 'tab',
        id: `tab-${id}`,
        'aria-controls': `part-${id}`,
        'data-test': `tab-${id}`,
        onclick: () => chosen(id),
        onkeydown: (event) => {
          const { key } = event as KeyboardEvent;
          const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: parts.length - 1 }[key];
          if (to === undefined) return;
          event.preventDefault();
          const next = (to + parts.length) % parts.length;
          chosen(parts[next][0]);
          heads[next].focus();
        },
      },
      words,
    ),
  );
  const panels = parts.map(([id, , content]) =>
    element('div', { class: 'tab-part', role: 'tabpanel', id: `part-${id}`, 'aria-labelledby': `tab-${id}` }, content),
  );
  const bar = element('div', { class: 'tab-bar', role: 'tablist', 'aria-label': label }, ...heads);
  return {
    node: element('div', {}, bar, ...panels),
    show(tab) {
      parts.forEach(([id], at) => {
        heads[at].setAttribute('aria-selected', String(id === tab));
        heads[at].tabIndex = id === tab ? 0 : -1;
        panels[at].hidden = id !== tab;
      });
    },
  };
}
