import { splitMember } from './address';

/** The last part of a path, archive member included: `runs/a::fc1` gives `a::fc1`. */
export function lastPart(path: string): string {
  const { file, tail } = splitMember(path);
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1) + tail;
}
