import { isRecord } from './isRecord';
import { takes, type NumberOption } from './numberOptions';

/** Keys that an object must have, and keys that it may have. */
type Keys = readonly [required: readonly string[], optional: readonly string[]];

/**
 * Collects everything that is wrong with a value of unknown origin. Each check yields the value when it is right; what it yields otherwise is
 * not to be used, as there is a problem then.
 */
export class Checker {
  /** One clause each, beginning with the place. */
  readonly problems: string[] = [];

  /** Notes what was found in the place of what is needed. */
  wrong(place: string, needed: string, value: unknown): void {
    if (value === undefined) return void this.problems.push(`${place} is missing`);
    const found = written(value);
    this.problems.push(`${place} must be ${needed}, not ${found.length > 60 ? `${found.slice(0, 57)}...` : found}`);
  }

  /** Notes keys that are missing, and those that nobody knows. Null is as good as absent where a key may be absent. */
  keys(value: Record<string, unknown>, place: string, [required, optional]: Keys): void {
    const at = (key: string) => (place === '' ? key : `${place}.${key}`);
    for (const key of required) if (value[key] === undefined) this.problems.push(`${at(key)} is missing`);
    for (const key of Object.keys(value)) {
      if (!required.includes(key) && !optional.includes(key)) this.problems.push(`${at(key)} is not known`);
    }
  }

  /** An object with these keys. */
  object(value: unknown, place: string, keys: Keys): value is Record<string, unknown> {
    if (isRecord(value)) this.keys(value, place, keys);
    else this.wrong(place, 'an object', value);
    return isRecord(value);
  }

  /** A text, which may be empty only when `empty` says so. A missing one was noted with its object's keys. */
  text = (value: unknown, place: string, empty = false): string | undefined => {
    if (typeof value === 'string' && (empty || value !== '')) return value;
    if (value !== undefined) this.wrong(place, empty ? 'a text' : 'a text that is not empty', value);
    return undefined;
  };

  /** True or false. */
  flag(value: unknown, place: string): boolean | undefined {
    if (typeof value === 'boolean') return value;
    if (value !== undefined) this.wrong(place, 'true or false', value);
    return undefined;
  }

  /** A number that `fits`. */
  number(value: unknown, place: string, needed: string, fits: (value: number) => boolean): number | undefined {
    if (typeof value === 'number' && fits(value)) return value;
    if (value !== undefined) this.wrong(place, needed, value);
    return undefined;
  }

  /** A number that an option takes. */
  option(value: unknown, place: string, option: NumberOption): number | undefined {
    return this.number(value, place, option.needed, (number) => takes(option, number));
  }

  /** One of some words. */
  oneOf = <W extends string>(value: unknown, place: string, words: readonly W[]): W | undefined => {
    const found = words.find((word) => word === value);
    if (found === undefined && value !== undefined) {
      this.wrong(place, words.map((word) => `"${word}"`).join(' or '), value);
    }
    return found;
  };

  /** A list, each element checked with its place. */
  list<T>(value: unknown, place: string, element: (value: unknown, place: string) => T): T[] | undefined {
    if (Array.isArray(value)) return value.map((item, i) => element(item, `${place}[${i}]`));
    if (value !== undefined) this.wrong(place, 'a list', value);
    return undefined;
  }

  /** A list of different texts, none of them empty. */
  texts(value: unknown, place: string): (string | undefined)[] | undefined {
    const found = this.list(value, place, (item, at) => this.text(item, at));
    const twice = found?.find((text, i) => text !== undefined && found.indexOf(text) !== i);
    if (twice !== undefined) this.problems.push(`${place} has "${twice}" twice`);
    return found;
  }

  /** The property as an object to be spread: {} when the key is absent or null. */
  optional = <K extends string, T>(
    object: Record<string, unknown>,
    key: K,
    parse: (value: unknown) => T,
  ): Partial<Record<K, T>> => {
    const value = object[key];
    return value === undefined || value === null ? {} : ({ [key]: parse(value) } as Record<K, T>);
  };
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // JSON can be read however deep it goes, but not written.
    return 'brackets within brackets without end';
  }
}
