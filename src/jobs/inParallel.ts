import { allEnded } from './allEnded';

/**
 * The results of a function over a list, in its order, at most `most` running at a time. @throws what the first failing call throws, once those under
 * way have ended.
 */
export async function inParallel<T, R>(
  values: readonly T[],
  most: number,
  work: (value: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(values.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < values.length; at = next++) results[at] = await work(values[at]!, at);
  };
  const lanes = Array.from({ length: Math.min(most, values.length) }, () =>
    lane().catch((error: unknown) => {
      next = values.length;
      throw error;
    }),
  );
  await allEnded(lanes);
  return results;
}
