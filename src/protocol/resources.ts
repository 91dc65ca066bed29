/** What a job may use of the machine; each has a default. */
export interface Resources {
  /** Threads that compute at the same time: one for each core, at most 8, when absent. */
  workers?: number | undefined;
  /** Memory that a job may take: half of the machine's when absent. */
  memoryBytes?: number | undefined;
  /** Memory beyond which a job is not done in the thread that it was begun in, but refused with code `heavy-job`, to be done in a process of its own. */
  threadBytes?: number | undefined;
  /** The library of the machine that is to compute beside WebAssembly: `auto`, or an absolute path. Who starts what does jobs reads it. */
  native?: string | undefined;
  /** Where factors are kept between sessions, and how much of them; nowhere when absent. */
  cache?: { folder: string; maxBytes: number } | undefined;
  /** For tests and the benchmark: the route that is taken in place of the one that the criteria choose. */
  route?: 'gram' | 'cholesky-qr' | 'qr' | undefined;
}
