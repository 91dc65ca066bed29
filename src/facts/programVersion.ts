declare const CCA_LENS_VERSION: string | undefined;

/** The version of the program, in bundles that are given it (bundles.mjs): undefined where it is run from its sources. */
export const programVersion = typeof CCA_LENS_VERSION === 'string' ? CCA_LENS_VERSION : undefined;
