import { refusalMessages } from './refusalMessages';

/** What is said beside numbers, as lines that stand above them: each marked, each once. Empty when there is nothing. */
export function noticeLines(
  warnings: readonly { message: string }[],
  refused: readonly { message: string }[] = [],
): string[] {
  const messages = [...new Set([...warnings.map(({ message }) => message), ...refusalMessages(refused)])];
  return messages.length === 0 ? [] : ['', ...messages.map((message) => `! ${message}`)];
}
