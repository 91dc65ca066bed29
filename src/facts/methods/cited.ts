import type { Reference } from './references';

/** Text of a paper, and the works that it cites, in the order in which it does. */
export interface Cited {
  text: string;
  references: readonly Reference[];
}

/** Joins texts and what stands between them; a work stands in the text as author and year, without parentheses: cited`SVCCA (${works.raghu2017})`. */
export function cited(
  strings: TemplateStringsArray,
  ...values: readonly (Cited | Reference | string | number)[]
): Cited {
  const parts = values.map(asCited);
  return {
    text: strings.map((text, at) => text + (parts[at]?.text ?? '')).join(''),
    references: parts.flatMap(({ references }) => references),
  };
}

/** Texts one behind the other, those that are empty left out. */
export function joinedCited(texts: readonly Cited[], between = ' '): Cited {
  const some = texts.filter(({ text }) => text !== '');
  return {
    text: some.map(({ text }) => text).join(between),
    references: some.flatMap(({ references }) => references),
  };
}

function asCited(value: Cited | Reference | string | number): Cited {
  if (typeof value !== 'object') return { text: String(value), references: [] };
  return 'entry' in value ? { text: value.short, references: [value] } : value;
}
