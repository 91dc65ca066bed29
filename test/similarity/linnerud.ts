import { matrix } from '../../src/linalg/matrix';

/** A. C. Linnerud's 20 men in a fitness club (SAS; statsmodels test_cancorr.py): weight, waist, pulse; chins, sit-ups, jumps. */
const table = [
  [191, 36, 50, 5, 162, 60],
  [189, 37, 52, 2, 110, 60],
  [193, 38, 58, 12, 101, 101],
  [162, 35, 62, 12, 105, 37],
  [189, 35, 46, 13, 155, 58],
  [182, 36, 56, 4, 101, 42],
  [211, 38, 56, 8, 101, 38],
  [167, 34, 60, 6, 125, 40],
  [176, 31, 74, 15, 200, 40],
  [154, 33, 56, 17, 251, 250],
  [169, 34, 50, 17, 120, 38],
  [166, 33, 52, 13, 210, 115],
  [154, 34, 64, 14, 215, 105],
  [247, 46, 50, 1, 50, 50],
  [193, 36, 46, 6, 70, 31],
  [202, 37, 62, 12, 210, 120],
  [176, 37, 54, 4, 60, 25],
  [157, 32, 52, 11, 230, 80],
  [156, 33, 54, 15, 225, 73],
  [138, 33, 68, 2, 110, 43],
];

/** The three measurements of the body, and the three exercises: 20 x 3 each. */
export const linnerud = {
  body: matrix(20, 3, Float64Array.from(table.flatMap((row) => row.slice(0, 3)))),
  exercises: matrix(20, 3, Float64Array.from(table.flatMap((row) => row.slice(3)))),
};
