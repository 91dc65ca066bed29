/** Called by the notebook once for all outputs of the MIME type. */
export function activate(): { renderOutputItem(item: { json(): unknown }, node: HTMLElement): void } {
  return { renderOutputItem: (item, node) => void (node.textContent = JSON.stringify(item.json())) };
}
