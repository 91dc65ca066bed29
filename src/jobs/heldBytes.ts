/** Bytes of factors that a process of jobs keeps between them; a pair of layers of 1000 neurons takes some 60 MB. */
export const heldInProcess = 256 * 2 ** 20;

/** And a thread of a process that has other things to do. */
export const heldInThread = 64 * 2 ** 20;
