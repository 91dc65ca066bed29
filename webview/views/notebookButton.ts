import { button } from '../toolkit';
import { icon } from './icon';

/** The button beside the exports that writes a notebook which recomputes what is shown. */
export function notebookButton(exportNotebook: () => void): HTMLElement {
  const title = 'Export a notebook that recomputes the numbers with Python and numpy';
  return button([icon('notebook', 'start'), 'Notebook'], exportNotebook, {
    'data-test': 'export-notebook',
    'aria-label': `Notebook: ${title}`,
    title,
  });
}
