/** The view type of the viewer of .npy and .npz files. */
export const arrayViewType = 'ccaLens.array';
