import { LensError } from '../../facts/errors';
import { endingWords } from '../../facts/formats';

/** What a file is wanted for: what it would be, how many bytes such a file has at most, and what to give in place of one that is none. */
interface Wanted {
  what: string;
  mostBytes: number;
  give: string;
}

const arrayFile = `the path of a ${endingWords('or')} file`;

/** The kinds of files of people that are opened, each with its limit: what is read as a whole is never larger than that. */
export const fileKinds = {
  /** Read in pieces, whatever its size. */
  array: { what: 'an array', mostBytes: Infinity, give: arrayFile },
  /** The numbers of 130 million samples, or 8 million texts of 32 characters. */
  ids: { what: 'a vector of sample ids or texts', mostBytes: 2 ** 30, give: arrayFile },
  classNames: { what: 'a list of class names', mostBytes: 2 ** 24, give: 'a text with one name a line' },
  layerOrder: { what: 'an order of layers', mostBytes: 2 ** 24, give: 'a text with one layer a line' },
  /** 100,000 arrays in paths of 600 characters. */
  selection: { what: 'a selection', mostBytes: 2 ** 26, give: 'a selection *.ccalens.json' },
  /** 100,000 layers. */
  capture: { what: 'a manifest of a capture', mostBytes: 2 ** 24, give: 'the folder that its code wrote' },
  readme: { what: 'a README', mostBytes: 2 ** 20, give: 'another folder' },
} satisfies Record<string, Wanted>;

export type FileKind = keyof typeof fileKinds;

/** A file that is larger than any of its kind. */
class FileTooLargeError extends LensError {
  constructor(name: string, bytes: number, kind: FileKind) {
    const { what, mostBytes, give } = fileKinds[kind];
    const [has, most] = [bytes, mostBytes].map((count) => count.toLocaleString('en-US'));
    super('file-too-large', `${name} has ${has} bytes, and ${what} has at most ${most}; give ${give}.`);
  }
}

/** @throws FileTooLargeError where so many bytes are more than a file of this kind has. */
export function requireSize(name: string, bytes: number, kind: FileKind): void {
  if (bytes > fileKinds[kind].mostBytes) throw new FileTooLargeError(name, bytes, kind);
}
