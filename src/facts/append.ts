/** Adds any number of values to the end of a list: as arguments of `push`, some 100,000 overflow the stack. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const value of more) list.push(value);
}
