import { formatNamed, isContainerName } from './formats';

/** An address in its parts: a file, `file::member` of one that holds several arrays, or a layer of a stack behind either (`file::3`). */
export interface AddressParts {
  file: string;
  /** The name of an array in the file, with its ending where it is given so; undefined: the file itself. */
  member: string | undefined;
  /** What stands behind the file: `::member`, `::3`, or nothing. */
  tail: string;
}

/** A layer of a stack (layers, samples, neurons): the stack's own address, and the place in it, from 0. */
export interface PlaceInStack {
  path: string;
  index: number;
}

const mark = '::';

/**
 * The parts of an address by its text alone: parted at the first `::` behind a name of a file of several arrays, or where a number follows that of a file
 * of one. Where files can be looked at, see {@link waysToSplit}.
 */
export function splitMember(path: string): AddressParts {
  const inside = waysToSplit(path).find(({ file }) => isContainerName(file));
  if (inside) return inside;
  const layer = placeBehind(path);
  const file = layer && holdsOne(layer.path) ? layer.path : path;
  return { file, member: undefined, tail: path.slice(file.length) };
}

/** Every way to part an address, from the left: folders and files may have `::` in their names, and files another ending than most of their kind. */
export function waysToSplit(path: string): AddressParts[] {
  const ways: AddressParts[] = [];
  for (let at = path.indexOf(mark); at >= 0; at = path.indexOf(mark, at + 1)) if (at > 0) ways.push(partsAt(path, at));
  return ways;
}

/** The address of an array in a file of several; that of the file where it has no name, being all there is in it. */
export function memberPath(file: string, member: string): string {
  return member === '' ? file : file + mark + member;
}

/** The address with its file changed; what stands behind that are names, whatever slashes they have. */
export function withFile(path: string, change: (file: string) => string): string {
  const { file, tail } = splitMember(path);
  return change(file) + tail;
}

/** Whether an address is that of a file, or of an array in it. */
export function isOfFile(path: string, file: string): boolean {
  return path === file || path.startsWith(file + mark);
}

/** The address of a layer of a stack: `file::3` for the fourth, of one in a file of several arrays `file::member::3`. */
export function layerOfStack(path: string, index: number): string {
  return `${path}${mark}${index}`;
}

/** The stack and the place in it that an address names, by its text alone; undefined for that of a whole array. */
export function placeInStack(path: string): PlaceInStack | undefined {
  const layer = placeBehind(path);
  return layer && (holdsOne(layer.path) || splitMember(layer.path).member) ? layer : undefined;
}

/** A number behind an address or a member's name, which may be a place in a stack or part of the name; undefined where there is none. */
export function placeBehind(path: string): PlaceInStack | undefined {
  const [, stack, index] = /^(.+)::(\d+)$/s.exec(path) ?? [];
  return stack === undefined ? undefined : { path: stack, index: Number(index) };
}

function holdsOne(path: string): boolean {
  return formatNamed(path)?.holds === 'array';
}

function partsAt(path: string, at: number): AddressParts {
  return { file: path.slice(0, at), member: path.slice(at + mark.length), tail: path.slice(at) };
}
