declare const CCA_LENS_WORDING: string | undefined;

/**
 * What tells the sentences of this program from those of another: a digest of the sources that say them. What is kept with sentences is kept under it, so
 * that no program shows another's. A program that runs from source, unbuilt, has none of its own.
 */
export const wording = typeof CCA_LENS_WORDING === 'undefined' ? 'source' : CCA_LENS_WORDING;
