/** Variables of the environment by which libraries have one thread for each that calls them: there are workers for the others. They are read at the first load. */
export const oneThreadEach: Record<string, string> = {
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  VECLIB_MAXIMUM_THREADS: '1',
};
