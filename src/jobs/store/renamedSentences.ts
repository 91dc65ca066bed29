import type { Notice } from '../../facts/reportParts';

/** What the arrays of a pair are called in messages. */
export interface PairNames {
  a: string;
  b: string;
}

/**
 * Sentences that call two arrays by the names of today: what else is in a set decides how short a name can be. Undefined where these are the old ones.
 */
export function renaming(old: PairNames, names: PairNames): ((text: string) => string) | undefined {
  if (old.a === names.a && old.b === names.b) return undefined;
  const today = new Map([
    [old.a, names.a],
    [old.b, names.b],
  ]);
  const longestFirst = [...today.keys()].sort((x, y) => y.length - x.length).map(escaped);
  const asWord = new RegExp(`(?<![\\w./-])(?:${longestFirst.join('|')})(?!\\.?[\\w/-])`, 'g');
  return (text) => text.replace(asWord, (name) => today.get(name)!);
}

/** A notice whose sentences are said by `say`. */
export function renamedNotice({ byScore, ...notice }: Notice, say: (text: string) => string): Notice {
  const of = Object.entries(byScore ?? {}).map(([score, text]) => [score, text && say(text)]);
  return {
    ...notice,
    message: say(notice.message),
    ...(byScore && { byScore: Object.fromEntries(of) as typeof byScore }),
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
