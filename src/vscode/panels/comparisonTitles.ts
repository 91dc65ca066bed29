import { canonicalText } from '../../facts/canonicalText';
import { distinctLists } from '../../facts/distinctNames';
import type { ComparisonRequest } from '../../protocol/panel';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { CalibrateChoice } from '../../facts/options';
import type { SvccaCut } from '../../facts/pairOptions';
import { variableName } from '../variables/variableFiles';

/** What about a comparison, beside its paths, makes it another one: by name. */
type Facets = Record<string, unknown>;

/**
 * What stands on the tabs of comparisons that are open together, each unlike the others: the files with as many of their folders as it takes, how the
 * arrays are read where the same files are read otherwise, and the options that differ between comparisons of the same arrays.
 */
export function comparisonTitles(requests: readonly ComparisonRequest[]): string[] {
  const names = distinctLists(requests.map(({ a, b }) => [nameable(a), nameable(b)]));
  const titles = names.map((pair) => pair.join(' ↔ '));
  const facets = requests.map(facetsOf);
  const told = titles.map((title, at) => {
    const alike = requests.map((_, other) => other).filter((other) => titles[other] === title);
    if (alike.length < 2) return title;
    const differing = Object.keys(facets[at]!).filter(
      (name) => new Set(alike.map((other) => canonicalText(facets[other]![name]))).size > 1,
    );
    const words = differing.map((name) => wordsOf(name, facets[at]![name]));
    return words.length > 0 ? `${title} (${words.join(', ')})` : title;
  });
  // Variables of the same name in two kernels, and the like.
  return told.map((title, at) => {
    const before = told.slice(0, at).filter((other) => other === title).length;
    return before > 0 ? `${title} (${before + 1})` : title;
  });
}

function nameable({ path }: ArrayAddress): string {
  return variableName(path) ?? path;
}

function facetsOf({ a, b, options }: ComparisonRequest): Facets {
  const { svcca, epsilon, threshold, recipe = {}, measures, ...others } = options;
  const { conv, layout, sequence, subsample } = recipe;
  return {
    'a as': a.as,
    'b as': b.as,
    'files of a': a.more,
    'files of b': b.more,
    'order of a': a.order,
    'order of b': b.order,
    maps: conv,
    layout,
    sequences: sequence,
    rows: subsample,
    svcca,
    epsilon,
    threshold,
    neighbours: options.neighbours,
    bandwidth: options.bandwidth,
    calibrate: options.calibrate,
    // Of what is added to the options, the name says what it is.
    ...others,
    transposeA: options.transposeA,
    transposeB: options.transposeB,
    measures,
  };
}

function wordsOf(name: string, value: unknown): string {
  switch (name) {
    case 'svcca':
      return cutWords(value as SvccaCut);
    case 'maps':
    case 'sequences':
      return `${name} ${(value as string | undefined) ?? 'as they suggest'}`;
    case 'rows': {
      const every = (value as { every: number } | undefined)?.every ?? 1;
      return every === 1 ? 'all rows' : `one row of ${every}`;
    }
    case 'files of a':
    case 'files of b':
      return `${name.slice(-1)} of ${((value as string[] | undefined)?.length ?? 0) + 1} file(s)`;
    case 'order of a':
    case 'order of b':
      return value === undefined ? `${name} as stored` : `${name} by ids`;
    case 'transposeA':
    case 'transposeB': {
      const side = name === 'transposeA' ? 'a' : 'b';
      return value === undefined ? `${side} by the orientation` : `${side} ${value ? 'turned' : 'not turned'}`;
    }
    case 'dropNonFinite':
      return value ? 'non-finite samples dropped' : 'all samples';
    case 'calibrate':
      return value === undefined ? 'not calibrated' : `calibrated by ${(value as CalibrateChoice).permutations}`;
    case 'measures':
      return value === undefined ? 'usual measures' : (value as string[]).join(' ');
    default:
      return `${name} ${value === undefined ? 'by default' : typeof value === 'object' ? canonicalText(value) : String(value)}`;
  }
}

function cutWords(cut: SvccaCut): string {
  if (cut.rule === 'dimensions') return cut.count === 1 ? 'SVCCA of 1 direction' : `SVCCA of ${cut.count} directions`;
  return `SVCCA at ${+(100 * cut.fraction).toFixed(4)}%${cut.rule === 'unsquared' ? ' unsquared' : ''}`;
}
