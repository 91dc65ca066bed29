import { tell } from './output';
import { refusalMessages } from './refusalMessages';

/** What there is to say of numbers beside them. */
interface Said {
  warnings: readonly { message: string }[];
  refused?: readonly { message: string }[];
}

/** The CSV as it is, once warnings and reasons of refusals stand on standard error, one a line: the table itself stays pure. */
export function csvOutput(csv: string, { warnings, refused = [] }: Said): string {
  for (const message of new Set([...warnings.map(({ message }) => message), ...refusalMessages(refused)]))
    tell(`warning: ${message}`);
  // Printing adds the last line's end.
  return csv.replace(/\n$/, '');
}
