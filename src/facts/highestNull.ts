/** The null level from which on a score is saturated: what unrelated data give is then so near to 1 that the score tells next to nothing. */
export const highestNull = 0.9;
