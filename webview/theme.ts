import type { Palette } from './charts/figure';

// After Okabe and Ito (2008), told apart also without red or green; darkened for light backgrounds, lightened for dark ones.
const onLight = ['#0072b2', '#c2500a', '#00785a', '#a3407f', '#604614', '#3b3b3b', '#5a4fcf', '#2f8fb8'];
const onDark = ['#56b4e9', '#f0a020', '#2fc79e', '#e58fc4', '#f0e442', '#d0d0d0', '#9d95ff', '#ff7f50'];

// No theme has a colour that is faint on its own background in every theme; half-clear grey is.
const grid = 'rgba(128, 128, 128, 0.3)';

/** What is the same on white paper and on dark slides, and their colours of lines. */
const onPaper = (colours: string[]) => {
  const [a, b, cca, svcca] = colours;
  return { grid, font: 'Helvetica, Arial, sans-serif', a, b, cca, svcca, classes: colours };
};

/** Colours for white paper, whatever the editor's theme is. */
export const lightPalette: Palette = {
  ...onPaper(onLight),
  foreground: '#1a1a1a',
  muted: '#4d4d4d',
  background: '#ffffff',
};

/** Colours for dark slides. */
export const darkPalette: Palette = {
  ...onPaper(onDark),
  foreground: '#f2f2f2',
  muted: '#c4c4c4',
  background: '#1a1a1a',
};

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
  const classes = isLight(document.body) ? onLight : onDark;
  const foreground = pick(['--vscode-editor-foreground', '--vscode-foreground'], '#808080');
  return {
    foreground,
    muted: pick(['--vscode-descriptionForeground'], foreground),
    grid,
    background: pick(['--vscode-editor-background'], '#ffffff'),
    a: pick(['--vscode-charts-blue'], '#3794ff'),
    // In high contrast VS Code's orange is a brown on black, and a blue on white.
    b: highContrast(document.body) ? classes[1] : pick(['--vscode-charts-orange'], '#d18616'),
    cca: pick(['--vscode-charts-green'], '#388a34'),
    svcca: pick(['--vscode-charts-purple'], '#652d90'),
    classes,
    font: pick(['--vscode-font-family'], 'sans-serif'),
  };
}

/** The kind of theme as far as grounds differ: high contrast is that on black. */
export function themeKind(): 'light' | 'dark' | 'contrast' {
  if (isLight(document.body)) return 'light';
  return document.body.classList.contains('vscode-high-contrast') ? 'contrast' : 'dark';
}

/** Whether the theme is one of high contrast, on black or on white. */
function highContrast({ classList }: HTMLElement): boolean {
  return classList.contains('vscode-high-contrast') || classList.contains('vscode-high-contrast-light');
}

/** VS Code says by a class of the body what kind of theme there is. */
function isLight({ classList }: HTMLElement): boolean {
  return classList.contains('vscode-light') || classList.contains('vscode-high-contrast-light');
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
