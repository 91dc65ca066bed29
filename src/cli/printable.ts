import { oneLine } from '../facts/visibleText';

/**
 * A result as text is made of it: all texts in it, which may be names of files, layers and classes, are of one line each and steer nothing, so that
 * they neither look like lines of their own nor shift a table. Numbers are as they were.
 */
export function printable<T>(value: T): T;
export function printable(value: unknown): unknown {
  if (typeof value === 'string') return oneLine(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map((each: unknown) => printable(each));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [oneLine(key), printable(each)]));
}
