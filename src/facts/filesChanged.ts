/** The code of the remark that scores are not those of the files as they are now. */
export const filesChanged = 'files-changed';
