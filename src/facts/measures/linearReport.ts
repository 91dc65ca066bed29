/** How much of the variance of one side's neurons linear regression from the other side's explains. */
export interface LinearDirection {
  /** ||U'Y||^2 / ||Y||^2, U an orthonormal basis of the predictors, 0 to 1. */
  inSample: number;
  /** Directions of the predictors. */
  rank: number;
  /** 1 - (1 - inSample) (n - 1) / (n - 1 - rank); absent where the rank is n - 1. */
  adjusted?: number;
  /** rank / (n - 1): what unrelated data give in sample on average. */
  chance: number;
  /** Of samples that the regression has not seen, at most 1; absent where it is not defined. */
  crossValidated?: number;
  /** The penalty of each fold. */
  penalties?: number[];
}

/** Linear predictivity, both ways: of b from a, and of a from b. */
export interface LinearReport {
  bFromA: LinearDirection;
  aFromB: LinearDirection;
}
