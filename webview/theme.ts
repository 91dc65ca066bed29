import type { Palette } from './charts/figure';

/** The colours of the editor's present theme, read from the variables that VS Code puts on the page. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const pick = (names: string[], fallback: string) => {
    for (const name of names) {
      const value = style.getPropertyValue(name).trim();
      if (value !== '') return value;
    }
    return fallback;
  };
  const foreground = pick(['--vscode-editor-foreground', '--vscode-foreground'], '#808080');
  return {
    foreground,
    muted: pick(['--vscode-descriptionForeground'], foreground),
    // No theme has a colour that is faint on its own background in every theme; half-clear grey is.
    grid: 'rgba(128, 128, 128, 0.3)',
    background: pick(['--vscode-editor-background'], '#ffffff'),
    a: pick(['--vscode-charts-blue'], '#3794ff'),
    b: pick(['--vscode-charts-orange'], '#d18616'),
    cca: pick(['--vscode-charts-green'], '#388a34'),
    svcca: pick(['--vscode-charts-purple'], '#652d90'),
    font: pick(['--vscode-font-family'], 'sans-serif'),
  };
}

/** Calls back whenever the theme changes: VS Code then exchanges the body's class and the root element's variables. */
export function watchTheme(changed: () => void): { dispose(): void } {
  let waiting = 0;
  const observer = new MutationObserver(() => {
    // One change of theme is several mutations.
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(changed);
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return { dispose: () => observer.disconnect() };
}
