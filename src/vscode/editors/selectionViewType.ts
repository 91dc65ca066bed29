/** The view type of the editor of *.ccalens.json documents. */
export const selectionViewType = 'ccaLens.selection';
