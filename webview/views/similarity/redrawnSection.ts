/** A part of the page that is drawn anew only when what it shows has changed, so that focus and tooltips outlive each progress of another part. */
interface RedrawnSection<T> {
  node: HTMLElement;
  /** Draws `value`, unless it says the same as what is drawn. Undefined hides the section. */
  update(value: T | undefined): void;
}

/** A section in `node`, filled by `draw`. What had the focus in it has it again afterwards, where there is one of the same `data-focus`. */
export function redrawnSection<T>(node: HTMLElement, draw: (value: T) => (Node | string)[]): RedrawnSection<T> {
  let drawn: string | undefined;
  node.hidden = true;
  return {
    node,
    update(value) {
      const now = value === undefined ? undefined : JSON.stringify(value);
      if (now === drawn) return;
      drawn = now;
      node.hidden = value === undefined;
      const focused = node.contains(document.activeElement) && document.activeElement?.getAttribute('data-focus');
      node.replaceChildren(...(value === undefined ? [] : draw(value)));
      if (focused) node.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
    },
  };
}
