/** The flags of the command line that sentences name in parentheses, beside what the panel has for them. */
const flag =
  /--(?:as|conv|drop-nonfinite|exclude|force|layout|mask|memory|neighbours|no-transpose-[ab]|orientation|rank|sequence|splits|stack|svcca-dims|transpose-[ab])\b/;

/**
 * A sentence as pages and messages of VS Code show it (failures have it from src/vscode/log.ts, remarks of documents where they are drawn): without the ways of the command line, which sentences have in parentheses: `(--layout nhwc)` goes; of several ways, divided by
 * `, or ` or `; `, those of the command line do: `(setting ccaLens.memoryBudget, or --memory)`. A parenthesis that names no such flag, as a file's name may hold, stays.
 */
export function pageWords(sentence: string): string {
  return sentence.replace(/ ?\(([^()]*)\)/g, (whole, inner: string) => {
    if (!flag.test(inner)) return whole;
    const others = inner.split(/, or |; /).filter((way) => !flag.test(way));
    return others.length === 0 ? '' : ` (${others.join(', or ')})`;
  });
}
