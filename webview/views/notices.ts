import { pageWords } from '../../src/facts/pageWords';
import { lastPart } from '../../src/facts/lastPart';
import { withoutEnding } from '../../src/facts/formats';
import type { Notice, NoticePlace } from '../../src/facts/reportParts';
import { element } from '../element';
import { button } from '../toolkit';
import { icon } from './icon';

/** Remarks that inform rather than warn. */
const quiet = new Set(['noise-added', 'non-finite-dropped', 'neurons-dropped', 'trailing-bytes', 'wide-layers']);

/** How remarks are shown. */
interface NoticesChoices {
  /** None of them is a warning. */
  inform?: boolean;
  /** The button that a remark has beside it; undefined for one that has none. */
  offer?(notice: Notice): { label: string; apply(): void } | undefined;
  /** Whether the page shows the arrays that remarks are about when it is asked to (see {@link hearPlaces}). */
  places?: boolean;
}

/** What a page hears where people ask for the array that a remark is about. */
const placeAsked = 'array-of-remark';

/** Has a page hear of the arrays that people ask for on its remarks. */
export function hearPlaces(root: HTMLElement, show: (place: NoticePlace) => void): void {
  root.addEventListener(placeAsked, (event) => show((event as CustomEvent<NoticePlace>).detail));
}

/** The remarks that stand beside the numbers, one a line; undefined when there are none. */
export function notices(
  warnings: readonly Notice[],
  { inform = false, offer, places = true }: NoticesChoices = {},
): HTMLElement | undefined {
  if (warnings.length === 0) return undefined;
  const lines = warnings.map((notice) => {
    const { code, message, at = [] } = notice;
    const kind = inform || quiet.has(code) ? 'info' : 'warning';
    const offered = offer?.(notice);
    return element(
      'li',
      { class: `notice notice-${kind}`, 'data-code': code },
      icon(kind),
      element('span', { class: 'hidden' }, kind === 'info' ? 'Note: ' : 'Warning: '),
      element('span', {}, pageWords(message)),
      ...(places ? at.map((place) => placeButton(code, place, at.length > 1)) : []),
      offered && button([offered.label], offered.apply, { class: 'small', 'data-test': `offer-${code}` }),
    );
  });
  return element(
    'ul',
    { class: 'notices', 'aria-label': 'Remarks on these numbers', 'data-test': 'warnings' },
    ...lines,
  );
}

/** Shows an array in the viewer, at the sample or the neuron that a remark is about. */
function placeButton(code: string, place: NoticePlace, several: boolean): HTMLElement {
  const { path, sample, neuron } = place;
  const name = withoutEnding(lastPart(path));
  const part = sample !== undefined ? `sample ${sample}` : neuron !== undefined ? `neuron ${neuron}` : undefined;
  const label = several ? `Show ${part === undefined ? name : `${part} of ${name}`}` : `Show ${part ?? 'Array'}`;
  const press = button(
    [label],
    () => press.dispatchEvent(new CustomEvent(placeAsked, { bubbles: true, detail: place })),
    { class: 'small', 'data-test': `place-${code}`, title: `Show ${path} in the array viewer` },
  );
  return press;
}

/** The remarks of what was asked beyond a report, but for those that stand at the report; undefined when there are none. */
export function remarksBeyond(
  outcome: { notices: readonly Notice[] } | undefined,
  report: { warnings: readonly Notice[] } | undefined,
): HTMLElement | undefined {
  const said = new Set(report?.warnings.map(({ message }) => message));
  return notices(outcome?.notices.filter(({ message }) => !said.has(message)) ?? []);
}
