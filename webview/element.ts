/** What an element can hold; false and undefined are left out, so that a condition can stand in place. */
export type Child = Node | string | false | undefined;

/** Attributes by name: true is an empty attribute, false and undefined are none; `onclick` and the like are listeners. */
export type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

function dress<E extends Element>(node: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(name.replace(/^on/, ''), value);
    else if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== false && child !== undefined));
  return node;
}

/** A new HTML element. Text children are text, never markup. */
export function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  return dress(document.createElement(tag), attributes, children);
}

/** A new SVG element. */
export function svg<T extends keyof SVGElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[T] {
  return dress(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}
