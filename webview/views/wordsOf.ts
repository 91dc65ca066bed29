/** What a cell reads, without what stands there for the hand alone: explanations that open, marks of sorting. */
export function wordsOf(cell: HTMLElement): string {
  const copy = cell.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('.tip-bubble, [aria-hidden="true"]').forEach((node) => node.remove());
  return copy.textContent?.trim() ?? '';
}
