/** Where null levels are from, as clauses behind "of this score": those of one source are named together. */
export const gaussianData = 'what Gaussian data give (Wachter’s law)';
export const allOrders = 'the exact mean over all orders of the samples';
export const boundOfOrders = 'a bound of the mean over all orders of the samples (≤, ≥)';
