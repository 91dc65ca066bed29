// The only file that knows @vscode/webview-ui-toolkit, which is archived: its successor changes this file alone.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
  type Checkbox,
  type Dropdown,
  type TextField,
} from '@vscode/webview-ui-toolkit';
import { element, type Attributes, type Child } from './element';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeTextField(),
);

function create(tag: string, attributes: Attributes, ...children: Child[]): HTMLElement {
  return element(tag as 'div', attributes, ...children);
}

/** A control with a value that the page can set as well as read. */
export interface Control<T> {
  node: HTMLElement;
  get(): T;
  /** Shows a value without reporting it as a change. */
  set(value: T): void;
}

/** A push button; `appearance` as VS Code has them, `icon` being without a border. */
export function button(
  content: Child[],
  pressed: () => void,
  attributes: Attributes = {},
  appearance: 'primary' | 'secondary' | 'icon' = 'secondary',
): HTMLElement {
  return create('vscode-button', { appearance, ...attributes, onclick: pressed }, ...content);
}

/** Enables or disables a button. */
export function setDisabled(node: HTMLElement, disabled: boolean): void {
  (node as HTMLElement & { disabled: boolean }).disabled = disabled;
}

/** Changes how prominent a button is. */
export function setAppearance(node: HTMLElement, appearance: 'primary' | 'secondary'): void {
  (node as HTMLElement & { appearance: string }).appearance = appearance;
}

/** A one-line text field without a label of its own: give it `aria-label`, or its label text as the attribute. */
export function textField(changed: (text: string) => void, attributes: Attributes = {}): Control<string> {
  const node = create('vscode-text-field', attributes) as TextField;
  node.addEventListener('input', () => changed(node.value));
  return {
    node,
    get: () => node.value,
    set: (value) => {
      if (node.value !== value) node.value = value;
    },
  };
}

/** What can be chosen: value and words, and the name of the group that it is in, which stands above the first of it. */
export type Choices<T extends string> = readonly (readonly [value: T, words: string, group?: string | undefined])[];

/** A choice of one among a few. */
export function dropdown<T extends string>(
  choices: Choices<T>,
  changed: (value: T) => void,
  attributes: Attributes = {},
): Control<T> {
  const options = choices.flatMap(([value, words, group], at) => {
    const begins = group !== undefined && choices[at - 1]?.[2] !== group;
    const heading = begins ? [create('vscode-option', { disabled: true, class: 'option-group' }, group)] : [];
    return [...heading, create('vscode-option', { value }, words)];
  });
  const node = create('vscode-dropdown', attributes, ...options) as Dropdown;
  node.addEventListener('change', () => changed(node.value as T));
  return {
    node,
    get: () => node.value as T,
    set: (value) => {
      if (node.value === value) return;
      node.value = value;
      // A dropdown that has not yet taken in its options ignores the line above.
      if (node.value !== value) requestAnimationFrame(() => (node.value = value));
    },
  };
}

/** A box to tick. */
export function checkbox(
  words: string,
  changed: (checked: boolean) => void,
  attributes: Attributes = {},
): Control<boolean> {
  const node = create('vscode-checkbox', attributes, words) as Checkbox;
  let quiet = false;
  node.addEventListener('change', () => {
    if (!quiet) changed(node.checked);
  });
  return {
    node,
    get: () => node.checked,
    set: (value) => {
      if (node.checked === value) return;
      // The toolkit reports its own changes like a person's.
      quiet = true;
      node.checked = value;
      quiet = false;
    },
  };
}

/** A turning ring for work of unknown length. */
export function progressRing(): HTMLElement {
  return create('vscode-progress-ring', { 'aria-hidden': 'true' });
}
