/** Patterns typed with commas between them; a comma within braces belongs to its pattern. */
export function readGlobs(text: string): string[] {
  const globs: string[] = [];
  let [depth, from] = [0, 0];
  for (let place = 0; place <= text.length; place++) {
    const sign = text[place];
    if (sign === '{') depth++;
    if (sign === '}') depth = Math.max(0, depth - 1);
    if (place < text.length && (sign !== ',' || depth > 0)) continue;
    const glob = text.slice(from, place).trim();
    if (glob !== '') globs.push(glob);
    from = place + 1;
  }
  return globs;
}
