/** Reasons that are written out before the others are counted: a folder may have lost thousands of files. */
const mostWritten = 20;

/** The reasons of refusals, each once: the first ones, and how many there are beside them. */
export function refusalMessages(refused: readonly { message: string }[]): string[] {
  const messages = [...new Set(refused.map(({ message }) => message))];
  const more = messages.length - mostWritten;
  if (more <= 1) return messages;
  return [
    ...messages.slice(0, mostWritten),
    `There are ${more.toLocaleString('en-US')} more such reasons; --json lists all.`,
  ];
}
