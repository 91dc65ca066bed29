import { LensError } from '../../facts/errors';

/** The ending of a document that keeps a selection, or a comparison of two arrays. */
export const documentEnding = '.ccalens.json';

/** A text that is none of these documents, with what is wrong with it. */
export class DocumentFormatError extends LensError {
  constructor(name: string, what: string, problems: readonly string[]) {
    const most = 8;
    const more = problems.length > most ? `; and ${problems.length - most} more` : '';
    super('selection-format', `${name} is not a ${what} of CCA Lens: ${problems.slice(0, most).join('; ')}${more}.`);
  }
}

/** The value that the text of a document is. @throws DocumentFormatError where it is no JSON. */
export function documentValue(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (text.trim() === '') throw new DocumentFormatError(name, 'selection', ['it is empty']);
    // Node's messages end with an excerpt of the text, which may go over several lines.
    const reason = error instanceof Error ? error.message.split(/, |\n/)[0] : String(error);
    throw new DocumentFormatError(name, 'selection', [`it is no JSON (${reason})`]);
  }
}
