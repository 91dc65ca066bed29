/** What the HDF5 library says of a failure, in a few words: of its list of causes the innermost. @param lines what it has printed. */
export function failureReason(lines: readonly string[]): string {
  const causes = lines.flatMap((line) => /^\s*#\d+: .*? in \w+\(\): (.*)$/.exec(line)?.[1] ?? []);
  const cause = causes.at(-1);
  if (cause === undefined) return 'the HDF5 library does not say why';
  const [, found, wanted] = /truncated file: eof = (\d+), .*stored_eof = (\d+)/.exec(cause) ?? [];
  if (found !== undefined) return `it ends after ${found} bytes of ${wanted}`;
  // With the time, the errno and much else.
  if (cause.startsWith('file read failed')) return 'it points to a place where nothing can be read';
  // What a file says may be in it, as long as it likes.
  return cause.length > 160 ? `${cause.slice(0, 160)}...` : cause;
}
