/** What is known of a format of files that hold arrays, without opening one. Its reader is in src/formats/index.ts. */
export interface FormatFacts {
  id: string;
  /** How names of its files end, in small letters; the first is the one that people are told. */
  endings: readonly [`.${string}`, ...`.${string}`[]];
  /** One array a file, or several, each at `file::name`. */
  holds: 'array' | 'arrays';
  /** An ending that names of its arrays may be given with. */
  memberEnding?: string;
  /** What joins the keys under which an array lies, where files hold dicts or groups in one another: `model.0`. */
  joins?: '.' | '/';
  /** Whose arrays they are: what file dialogs call them. */
  from: string;
  /** What notebooks read it with (src/notebook/python/readers.ts): numpy.load, or a function of their own. */
  python: 'hdf5' | 'numpy' | 'safetensors' | 'text' | 'torch';
}

/** The formats, in the order in which people are told of them. A file that is none of them is refused in the words of the first. */
const table = [
  { id: 'npy', endings: ['.npy'], holds: 'array', from: 'NumPy', python: 'numpy' },
  { id: 'npz', endings: ['.npz'], holds: 'arrays', memberEnding: '.npy', from: 'NumPy', python: 'numpy' },
  { id: 'safetensors', endings: ['.safetensors'], holds: 'arrays', from: 'safetensors', python: 'safetensors' },
  { id: 'torch', endings: ['.pt', '.pth'], holds: 'arrays', joins: '.', from: 'PyTorch', python: 'torch' },
  { id: 'hdf5', endings: ['.h5', '.hdf5', '.mat'], holds: 'arrays', joins: '/', from: 'HDF5, MATLAB', python: 'hdf5' },
] as const satisfies readonly FormatFacts[];

/**
 * Text, which holds no layers: labels and sample ids, a column of a table or a line each. Files are told by their names alone, as text begins with anything.
 */
const textTable = [
  { id: 'csv', endings: ['.csv', '.tsv'], holds: 'arrays', python: 'text' },
  { id: 'txt', endings: ['.txt'], holds: 'array', python: 'text' },
] as const satisfies readonly Pick<FormatFacts, 'id' | 'endings' | 'holds' | 'python'>[];

type TextFormat = (typeof textTable)[number];

export type FormatId = (typeof table)[number]['id'] | TextFormat['id'];

export const formats: readonly (FormatFacts & { id: FormatId })[] = table;

/** The endings of text that holds labels or sample ids, without the dot. */
export const textEndings: readonly string[] = textTable.flatMap(({ endings }) => endings.map((end) => end.slice(1)));

/** The format of text that a file is of by its name, small and capital letters alike; undefined for anything else. */
export function textFormatNamed(path: string): TextFormat | undefined {
  const name = path.toLowerCase();
  return textTable.find(({ endings }) => endings.some((ending) => name.endsWith(ending)));
}

/** The formats whose files hold one array, and those whose files hold several. */
export const ofOne = formats.filter(({ holds }) => holds === 'array');
export const ofSeveral = formats.filter(({ holds }) => holds === 'arrays');

const every = formats.flatMap(({ endings }) => endings);

/** The format that a file is of by its name alone, small and capital letters alike; undefined where it ends as no file of arrays does. */
export function formatNamed(path: string): (typeof formats)[number] | undefined {
  const name = path.toLowerCase();
  return formats.find(({ endings }) => endings.some((ending) => name.endsWith(ending)));
}

/** Whether a name ends as a file of one array, or of several, does. */
export function isArrayName(path: string): boolean {
  return formatNamed(path) !== undefined;
}

/** Whether a name ends as that of a file with several arrays does, columns of text included. */
export function isContainerName(path: string): boolean {
  return (formatNamed(path) ?? textFormatNamed(path))?.holds === 'arrays';
}

/** A name without the ending that its format has; any other stays as it is. */
export function withoutEnding(name: string): string {
  const ending = formatNamed(name)?.endings.find((known) => name.toLowerCase().endsWith(known));
  return ending === undefined ? name : name.slice(0, -ending.length);
}

/** The name of a member of a container that is given with the ending that members of its format may have; any other name stays as it is. */
export function memberName(given: string): string {
  const ending = formats.find(({ memberEnding }) => memberEnding !== undefined && given.endsWith(memberEnding));
  return ending ? given.slice(0, -ending.memberEnding!.length) : given;
}

/** Whether a member of a container, by its name, is the one that is asked for. */
export function isMemberNamed(name: string, given: string | undefined): boolean {
  return given !== undefined && (name === given || name === memberName(given));
}

/** The endings that people are told, as sentences have them: `.npy or .npz`. @param which formats; all, when absent. */
export function endingWords(word: 'or' | 'and', which: readonly FormatFacts[] = formats): string {
  const told = which.map(({ endings: [first] }) => first);
  return told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')} ${word} ${told.at(-1)}`;
}

/** A glob of the names of all files of arrays, in any folder. */
export const arrayFiles = `**/*.{${every.map((ending) => ending.slice(1)).join(',')}}`;

/** What file dialogs offer: whose arrays there are, and their endings without the dot. */
export const dialogFilter = {
  from: [...new Set(formats.map(({ from }) => from))].join(', '),
  endings: every.map((ending) => ending.slice(1)),
};

/** A pattern for names of files of some formats, as when-clauses have it; it ends where the name does. */
export function namePattern(which: readonly FormatFacts[] = formats): string {
  return String.raw`\.(${which.flatMap(({ endings }) => endings.map((ending) => ending.slice(1))).join('|')})$`;
}
