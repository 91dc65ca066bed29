import { oneLine } from '../facts/visibleText';

/** Characters of a message; longer ones hide what they are about. */
const most = 1000;

/**
 * A sentence as VS Code may be given it for a message. Names of files and words of links in it may hold anything: it is one line that nothing steers, not
 * without end, and what VS Code makes links of in messages, commands among them (`[label](command:...)`), stays text.
 */
export function messageText(sentence: string): string {
  const plain = oneLine(sentence).replaceAll(/\](?=\()/g, '] ');
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}
