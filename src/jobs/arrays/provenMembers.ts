/** Members that are remembered; of more, the earliest are proved again. */
const mostMembers = 1 << 12;

const proven = new Set<string>();

/** Whether a member of an archive, by its name and the state of its file, was proved in this thread to be what was saved. */
export function isProven(key: string): boolean {
  return proven.has(key);
}

/** Remembers that it was. */
export function setProven(key: string): void {
  proven.add(key);
  for (const earliest of proven) {
    if (proven.size <= mostMembers) break;
    proven.delete(earliest);
  }
}
