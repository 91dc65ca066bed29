/**
 * One child of a strip takes part in the order of Tab; left and right go from child to child, up and down from line to line of a strip that is broken
 * into lines, Home and End to its ends. The strip is to be in the page, or put into it, with all its children.
 */
export function roving(strip: HTMLElement): void {
  const cells = [...strip.children] as HTMLElement[];
  const enter = (to: HTMLElement | undefined) => cells.forEach((cell) => (cell.tabIndex = cell === to ? 0 : -1));
  enter(cells[0]);
  strip.addEventListener('focusin', ({ target }) => enter(target as HTMLElement));
  strip.addEventListener('keydown', (event) => {
    const at = cells.indexOf(document.activeElement as HTMLElement);
    const inLine = Math.max(1, cells.filter(({ offsetTop }) => offsetTop === cells[0].offsetTop).length);
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + inLine,
      ArrowUp: at - inLine,
    };
    const to = { ...steps, Home: 0, End: cells.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    cells[Math.max(0, Math.min(cells.length - 1, to))].focus();
  });
}
