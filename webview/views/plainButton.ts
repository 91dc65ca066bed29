import { element, type Attributes, type Child } from '../element';

/** A push button without the toolkit, for pages that must stay small; `primary` for the one that is meant first. */
export function plainButton(
  content: Child[],
  pressed: () => void,
  attributes: Attributes = {},
  appearance: 'primary' | 'secondary' | 'link' = 'secondary',
): HTMLButtonElement {
  return element(
    'button',
    { type: 'button', class: `plain-button plain-${appearance}`, ...attributes, onclick: pressed },
    ...content,
  );
}
