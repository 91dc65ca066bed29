import { analysisFacts, type AnalysisName } from './analyses';
import { exportName } from './exportName';
import { distinctLists, distinctNames, pathParts } from './distinctNames';

/** What a choice of many files is of, in a word: the document's name without its ending, or the folder, or the first of several and how many more. */
export function placeName(document: string | undefined, roots: readonly string[]): string {
  if (document !== undefined)
    return pathParts(document)
      .at(-1)!
      .replace(/\.ccalens\.json$/i, '');
  const [first] = roots;
  if (first === undefined) return '';
  const name =
    pathParts(first)
      .filter((part) => part !== '')
      .at(-1) ?? first;
  return roots.length > 1 ? `${name} and ${roots.length - 1} more` : name;
}

/** The first place of each choice and how many more there are, each choice unlike the others; of choices that only later places tell apart all places. */
export function placeTitles(choices: readonly (readonly string[])[]): { first: string; more: number }[] {
  const firsts = distinctNames(choices.map(([first = '']) => first.replace(/[\\/]+$/, '')));
  const titles = choices.map((roots, at) => ({ first: firsts[at]!, more: Math.max(0, roots.length - 1) }));
  const all = distinctLists(choices);
  return titles.map((title, at) => {
    const same = titles.filter(({ first, more }) => first === title.first && more === title.more).length;
    return same > 1 && title.more > 0 ? { first: all[at]!.join(', '), more: 0 } : title;
  });
}

/**
 * A name for a file of an analysis: the place, the analysis, what of it (a picture), and the score that it is about; all scores of a matrix are in one
 * table.
 */
export function analysisExportName(
  place: string,
  { analysis, measure }: { analysis: AnalysisName; measure?: string | undefined },
  extension: string,
  part = '',
): string {
  const score = analysisFacts(analysis).scores === 'all' ? '' : (measure ?? '');
  const words = [place, analysis, part === analysis ? '' : part, part === score ? '' : score];
  return exportName([words.filter((word) => word !== '').join('-')], extension);
}
