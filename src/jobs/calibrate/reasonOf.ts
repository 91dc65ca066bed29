import { LensError } from '../../facts/errors';

/** Why pairs are not permuted. @throws what is no refusal. */
export function reasonOf(error: unknown): { reason: string } {
  if (error instanceof LensError && error.code !== 'file-changed') return { reason: error.message };
  throw error;
}
