/** What names have in common, and what is left of each: `before + name + after` is the name again. */
export interface ApartNames {
  /** What all names begin with, up to a separator; often empty. */
  before: string;
  /** What all names end with, from a separator on; often empty. */
  after: string;
  /** What is left of each, in the order given: never empty unless the name is, and distinct where the names are. */
  names: string[];
}

/**
 * Names without what all of them have in common at their beginning and end, for a place that says that once (a title, the title of an axis):
 * `model.layers.3` and `model.layers.10` have `model.layers.` before `3` and `10`. Cut at / \ . _ - : · and spaces, never inside a word or a number
 * (of `lr_0.1` and `lr_0.25`, `0.1` and `0.25` are left). One name, or the same one several times, stays whole.
 */
export function apartNames(names: readonly string[]): ApartNames {
  const [first = ''] = names;
  if (new Set(names).size < 2) return { before: '', after: '', names: [...names] };
  const cuts = names.map(cutsOf);
  let start = sharedLength(names, (name, at) => name[at]);
  while (start > 0 && !cuts.every(({ begins, lastWord }) => begins.has(start) && start <= lastWord)) start--;
  const before = first.slice(0, start);
  const rest = names.map((name) => name.slice(start));
  let end = sharedLength(rest, (name, at) => name[name.length - 1 - at]);
  const mayEnd = (at: number): boolean =>
    names.every((name, i) => {
      const place = name.length - at;
      return cuts[i]!.ends.has(place) && hasWord(name.slice(start, place));
    });
  while (end > 0 && !mayEnd(end)) end--;
  return {
    before,
    after: first.slice(first.length - end),
    names: rest.map((name) => name.slice(0, name.length - end)),
  };
}

const separators = /[/\\._\-: ·]/gu;

/** A number with its point, exponent, and sign where no word stands before it: `x_-1` has a sign, `epoch-1` has none. */
const numbers = /(?<![^/\\._\-: ·])-?\d+(?:\.\d+)*(?:e[-+]?\d+)?|\d+(?:\.\d+)*(?:e[-+]?\d+)?/giu;

/** Where a name may be cut. */
interface Cuts {
  /** Places behind a separator. */
  begins: ReadonlySet<number>;
  /** Places of separators. */
  ends: ReadonlySet<number>;
  /** Where its last letter or digit stands; -1 without one. */
  lastWord: number;
}

function cutsOf(name: string): Cuts {
  const within = new Set<number>();
  for (const { index, 0: number } of name.matchAll(numbers)) {
    for (let place = index + 1; place < index + number.length; place++) within.add(place);
  }
  const places = [...name.matchAll(separators)].map(({ index }) => index);
  return {
    begins: new Set(places.map((place) => place + 1).filter((place) => !within.has(place))),
    ends: new Set(places.filter((place) => !within.has(place))),
    lastWord: name.search(/[\p{L}\p{N}][^\p{L}\p{N}]*$/u),
  };
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** How many characters all names have in common, counted from where `at` counts. */
function sharedLength(names: readonly string[], at: (name: string, place: number) => string | undefined): number {
  const [first = '', ...others] = names;
  let length = 0;
  while (length < first.length && others.every((other) => at(other, length) === at(first, length))) length++;
  return length;
}
