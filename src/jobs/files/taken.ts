import { LensError } from '../../facts/errors';

/** A name that another file has. @param otherwise what people can do then. */
export function taken(name: string, otherwise = 'give another name'): LensError {
  return new LensError('file-exists', `${name} exists already; ${otherwise}.`);
}
