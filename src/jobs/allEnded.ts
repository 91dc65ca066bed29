/**
 * What works that are under way yield, in their order. @throws what the first of them to fail throws, once all have ended: a job that is over then reads
 * nothing on, and no file of it is still open.
 */
export async function allEnded<T>(works: readonly Promise<T>[]): Promise<T[]> {
  try {
    return await Promise.all(works);
  } catch (error) {
    await Promise.allSettled(works);
    throw error;
  }
}
