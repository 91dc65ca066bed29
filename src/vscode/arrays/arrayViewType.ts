/** The view type of the viewer of files of arrays. */
export const arrayViewType = 'ccaLens.array';
