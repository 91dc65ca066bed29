import { PickleError } from '../pickle/errors';
import { numpyArrayOf, type NumpyArray } from '../pickle/numpyArrays';
import { itemsOf, isKind, type PickleValue } from '../pickle/values';
import { torchOf, type NotRead, type Tensor } from './tensors';

/** What stands under a name: an array, or something that is not read. */
export type Found = Tensor | NumpyArray | NotRead;

/** Levels of dicts and lists in one another, values that are looked at, and arrays: no file of layers comes near any of them. */
const mostLevels = 100;
const mostValues = 5_000_000;
const mostArrays = 100_000;
/** Characters of one key, of a name made of them, and of all names together. */
const longestKey = 200;
const longestName = 1000;
const mostCharacters = 16 << 20;

/**
 * The arrays in a value, by dotted names of keys and places (`hidden_states.3`), in its order; '' for the value itself. Two of one name are told apart:
 * the later is `x#2`.
 * @throws PickleError when it is nested too deep, holds itself or repeats itself beyond measure.
 */
export function collectArrays(value: PickleValue): Map<string, Found> {
  const found = new Map<string, Found>();
  /** How many arrays have a name. */
  const copies = new Map<string, number>();
  let looked = 0;
  let characters = 0;

  function put(name: string, what: Found): void {
    let own = name;
    let copy = copies.get(name) ?? 1;
    // A key may be called as a copy of another is.
    for (; found.has(own); own = `${name}#${copy}`) copy++;
    copies.set(name, copy);
    characters += own.length;
    if (own.length > longestName) throw new PickleError(`it has a name of more than ${longestName} characters`);
    if (found.size >= mostArrays || characters > mostCharacters) {
      throw new PickleError(`it holds more than ${mostArrays} arrays, or names that are longer than any`);
    }
    found.set(own, what);
  }

  function look(at: PickleValue, way: Way | undefined, level: number): void {
    if (at === null || typeof at !== 'object') return;
    if (level > mostLevels)
      throw new PickleError(`its values are nested deeper than ${mostLevels} levels, or hold themselves`);
    const array = numpyArrayOf(at) ?? torchOf(at);
    if (array && array.type !== 'storage') return put(nameOf(way), array);
    if (isKind(at, 'unknown')) {
      const why = `is made by ${at.name.slice(0, longestKey)}, which is not known here and was not run; save tensors, dicts and lists of them`;
      return put(nameOf(way), { type: 'not-read', why });
    }
    const inner: Iterable<[PickleValue, PickleValue]> = isKind(at, 'dict')
      ? at.entries
      : isKind(at, 'set')
        ? []
        : (itemsOf(at) ?? []).entries();
    for (const [key, part] of inner) {
      if (++looked > mostValues) throw new PickleError(`it repeats itself to more than ${mostValues} values`);
      if (part === null || typeof part !== 'object') continue;
      look(part, { before: way, key }, level + 1);
    }
  }

  look(value, undefined, 0);
  return found;
}

/** The keys that lead to a value, the last first: a name is made of them only where there is an array. */
interface Way {
  before: Way | undefined;
  key: PickleValue;
}

function nameOf(way: Way | undefined): string {
  const keys: string[] = [];
  for (let at = way; at; at = at.before) keys.push(keyText(at.key));
  return keys.reverse().join('.');
}

/** A key as a part of a name, as Python prints it. */
function keyText(key: PickleValue): string {
  const text = printed(key);
  return text.length > longestKey ? `${text.slice(0, longestKey)}…` : text;
}

function printed(key: PickleValue, level = 0): string {
  if (key === '') return "''";
  if (key === null) return 'None';
  if (typeof key === 'boolean') return key ? 'True' : 'False';
  if (typeof key !== 'object') return String(key);
  if (isKind(key, 'text')) return key.head;
  const items = itemsOf(key);
  if (!items || level > 2) return '?';
  let text = '';
  for (const item of items.slice(0, 8)) {
    // What is cut off is not printed: it may be the same long text again and again.
    if (text.length > longestKey) break;
    text += `${text === '' ? '' : ', '}${printed(item, level + 1)}`;
  }
  return `(${text})`;
}
