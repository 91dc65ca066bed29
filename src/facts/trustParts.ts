/** What can be asked about how far a score can be trusted, in the order in which it is shown. */
export const trustParts = ['null', 'dimensions', 'interval', 'enough'] as const;
