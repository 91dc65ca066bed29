/** Who hears that arrays are there. */
const heard = new Set<() => void>();

/** Where all parts of a window tell that they show, name or have at hand an array that is there, and what is to be ready by then hears it. */
export const arraysShown = {
  tell(): void {
    for (const hear of heard) hear();
  },
  /** Calls a function each time, until the result is called. */
  hear(hear: () => void): () => void {
    heard.add(hear);
    return () => heard.delete(hear);
  },
};
