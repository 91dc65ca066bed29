/** Longer texts of a kernel are cut. */
const most = 200;

/**
 * A text of a kernel as people may be shown it: names of variables and types, and messages of Python, may hold anything. On one line, without control
 * characters and marks of direction, at most 200 characters; and what VS Code makes links (`[label](command:...)`) and icons (`$(name)`) of in messages
 * and lists stays text.
 */
export function shownText(text: string): string {
  const plain = text
    .slice(0, 10 * most)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/\](?=\()|\$(?=\()/g, '$& ')
    .trim();
  const characters = [...plain];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : plain;
}
