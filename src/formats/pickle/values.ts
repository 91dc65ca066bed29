/** Bytes of a pickle, by where they are in it: nothing of them is copied before somebody reads them. */
export interface PickledBytes {
  kind: 'bytes';
  start: number;
  end: number;
}

/** A long text, by where its UTF-8 is; `head`: how it begins. */
export interface LongText {
  kind: 'text';
  start: number;
  end: number;
  head: string;
}

/** A list, a tuple or a set. */
export interface Items {
  kind: 'list' | 'tuple' | 'set';
  items: PickleValue[];
}

export interface Dict {
  kind: 'dict';
  entries: [PickleValue, PickleValue][];
}

/** A class or function that a pickle names: its name, and nothing else of it. */
export interface Global {
  kind: 'global';
  name: string;
}

/** What a class or function that is not known here would have made: never made, and known by that name alone. */
export interface Unknown {
  kind: 'unknown';
  name: string;
}

/** Something that a format's own constructors have made. */
export interface Made {
  kind: 'made';
  what: unknown;
}

export type PickleValue =
  null | boolean | number | bigint | string | PickledBytes | LongText | Items | Dict | Global | Unknown | Made;

/** Whether a value is a whole number that can count or place something. */
export function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** No array has more axes, neither numpy's nor torch's. */
const mostAxes = 64;

/** The counts in a tuple or list, one an axis; undefined for anything else. */
export function countsOf(value: PickleValue | undefined): number[] | undefined {
  const items = itemsOf(value);
  return items && items.length <= mostAxes && items.every(isCount) ? items : undefined;
}

/** What is in a list, tuple or set; undefined for anything else. */
export function itemsOf(value: PickleValue | undefined): PickleValue[] | undefined {
  return isKind(value, 'list') || isKind(value, 'tuple') || isKind(value, 'set') ? value.items : undefined;
}

type Thing = Extract<PickleValue, object>;
type OfKind<K, V = Thing> = V extends Thing ? (K extends V['kind'] ? V : never) : never;

/** Whether a value is of a kind. */
export function isKind<K extends Thing['kind']>(value: PickleValue | undefined, kind: K): value is OfKind<K> {
  return typeof value === 'object' && value?.kind === kind;
}
