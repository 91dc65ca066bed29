import { placeInStack, splitMember, withFile } from '../facts/address';
import { formatNamed, textFormatNamed } from '../facts/formats';
import type { ArrayAsRead } from '../protocol/asRead';
import type { PythonPiece } from '../facts/python/piece';
import { pythonString } from './pythonText';
import { fromBfloat16Piece, inOrderPiece } from './python/readArray';
import { isBfloat16, readerOf, untold } from './python/readers';
import { channelsLastPiece, flattenMapsPiece, interpolateMapsPiece, poolMapsPiece } from './python/maps';
import { everyStepPiece, realStepPieces as realSteps } from './python/sequences';

/** Where files are, seen from the notebook: relative with `/`, or absolute. */
export type PathOf = (path: string) => string;

/** An expression of Python that reads an array, and the pieces that it calls. */
interface ReadExpression {
  expression: string;
  pieces: PythonPiece[];
}

/** How an array becomes samples x neurons (for frequencies: maps, channels last), as one expression. */
export function readExpression(array: ArrayAsRead, pathOf: PathOf): ReadExpression {
  const { address, transposed, dft } = array;
  const pieces: PythonPiece[] = [];
  const use = (one: PythonPiece, call: string): string => {
    pieces.push(one);
    return call;
  };
  const stored = (path: string, dtype?: string, as?: 'bfloat16'): string => {
    const read = storedExpression(path, pathOf, dtype);
    pieces.push(read.piece);
    // What is named so is that already.
    return as && !isBfloat16(dtype) ? use(fromBfloat16Piece, `from_bfloat16(${read.expression})`) : read.expression;
  };
  const { more = [] } = address;
  // Batches of one type have it; what becomes of several does not tell what each of them is.
  const dtype = more.length > 0 && array.dtype === '<f8' ? untold : array.dtype;
  const files = [address.path, ...more].map((path) => stored(path, dtype, address.as));
  let expression = files.length === 1 ? files[0]! : `np.concatenate([${files.join(', ')}])`;
  const inOrder = (read: string): string => {
    if (!address.order) return read;
    const [own, wanted] = [address.order.own, address.order.wanted].map((path) => stored(path, untold));
    const columns = transposed ? ', columns=True' : '';
    return use(inOrderPiece, `in_order(${read}, own=${own!}, wanted=${wanted!}${columns})`);
  };
  expression = inOrder(expression);
  const { recipe } = address;
  if (recipe?.kind === 'maps') {
    const layout = pythonString(recipe.layout);
    if (dft) expression = use(channelsLastPiece, `channels_last(${expression}, ${layout})`);
    else if (recipe.conv === 'interpolate') {
      const size = `size=(${recipe.size.join(', ')})`;
      expression = use(interpolateMapsPiece, `interpolate_maps(${expression}, ${layout}, ${size})`);
    } else if (recipe.conv === 'pool') expression = use(poolMapsPiece, `pool_maps(${expression}, ${layout})`);
    else expression = use(flattenMapsPiece, `flatten_maps(${expression}, ${layout})`);
  } else if (recipe?.kind === 'sequence') {
    const { sequence } = recipe;
    if (recipe.mask !== undefined) {
      const mask = inOrder(stored(recipe.mask, untold));
      const [name, piece] = realSteps[sequence];
      expression = use(piece, `${name}(${expression}, ${mask})`);
    } else if (sequence === 'flatten') expression = use(everyStepPiece, `every_step(${expression})`);
    else expression += sequence === 'last' ? '[:, -1]' : '.mean(axis=1, dtype=np.float64)';
  }
  if (recipe?.subsample) expression += `[${recipe.subsample.first}::${recipe.subsample.every}]`;
  if (transposed) expression += '.T';
  return { expression, pieces };
}

/**
 * A call that reads a file, or an array in it, as it is stored, and the piece that is called. `dtype`: as its header has it.
 */
export function storedExpression(
  path: string,
  pathOf: PathOf,
  dtype?: string,
): { expression: string; piece: PythonPiece } {
  const stack = placeInStack(path);
  const { file, member } = splitMember(stack?.path ?? path);
  const names = [pathOf(file), ...(member === undefined ? [] : [member])];
  const layer = stack ? `[${stack.index}]` : '';
  const { name, piece } = readerOf((formatNamed(file) ?? textFormatNamed(file))?.python ?? 'numpy', dtype);
  return { expression: `${name}(${names.map(pythonString).join(', ')})${layer}`, piece };
}

/** A path as people read it: the file seen from the notebook, and the member of an archive. */
export function shownPath(path: string, pathOf: PathOf): string {
  return withFile(path, pathOf);
}

/** How an array was read, in words; '' for a matrix of samples x neurons. */
export function howRead({ address, transposed, dft }: ArrayAsRead): string {
  const words: string[] = [];
  const { recipe, more = [], order, as } = address;
  if (as === 'bfloat16') words.push('as bfloat16');
  if (more.length > 0) words.push(`joined with ${more.length} more batch${more.length === 1 ? '' : 'es'}`);
  if (order) words.push('samples in the order of their ids');
  if (transposed) words.push('stored as neurons x samples and turned');
  if (recipe?.kind === 'maps') {
    const layout = recipe.layout.toUpperCase();
    if (dft) words.push(`maps (${layout}), by frequency`);
    else if (recipe.conv === 'interpolate')
      words.push(`maps (${layout}) interpolated to ${recipe.size.join(' x ')}, each position a sample`);
    else if (recipe.conv === 'flatten') words.push(`maps (${layout}), each position a sample`);
    else words.push(`maps (${layout}), averaged over their positions`);
  }
  if (recipe?.kind === 'sequence') {
    const real = recipe.mask === undefined ? '' : 'real ';
    const read = {
      flatten: `each ${real}step a sample`,
      last: `the last ${real}step`,
      mean: `averaged over the ${real}steps`,
    };
    words.push(`sequences, ${read[recipe.sequence]}`);
  }
  const kept = recipe?.subsample;
  if (kept) words.push(`one row of ${kept.every} from row ${kept.first}`);
  return words.join('; ');
}

/** What rows became of an array's samples, as `kept_rows` takes it in Python: samples, rows of each, and which of these were kept. */
export function madeRows(
  samples: number,
  rows: number,
  subsample: { every: number; first: number } | undefined,
): string {
  const { every, first } = subsample ?? { every: 1, first: 0 };
  return `(${samples}, ${rows}, ${first}, ${every})`;
}
