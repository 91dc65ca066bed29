import { analysisFacts, type AnalysisName, type AnalysisResult, type ResultOf } from '../../../src/facts/analyses';
import type { AnalysisSubject } from '../../../src/protocol/panel';
import { resultFacts } from '../../words/resultFacts';
import { classesParts } from './classesParts';
import { dynamicsParts } from './dynamicsParts';
import { groupsParts } from './groupsParts';
import { matrixParts } from './matrixParts';
import { factsHtml, noticesHtml, sectionHtml, tableHtml } from './reportHtml';
import { optionsHtml } from './reportOptions';
import { reportPage } from './reportPage';
import { shownFile } from './shownFile';

const partsOf: { [Name in AnalysisName]: (result: ResultOf<Name>) => string[] } = {
  matrix: matrixParts,
  dynamics: dynamicsParts,
  groups: groupsParts,
  classes: classesParts,
};

/**
 * The page that shows the result of an analysis without VS Code: its sentence, figures and tables, remarks, what was refused, options and files.
 * @param place what the files were found in, or the document's name; may be empty.
 */
export function analysisReport(
  result: AnalysisResult,
  { selection, names }: Pick<AnalysisSubject, 'selection' | 'names'>,
  place: string,
  date: Date,
): string {
  const { title, question } = analysisFacts(result.analysis);
  const parts = partsOf[result.analysis] as (of: AnalysisResult) => string[];
  const reading = readingOf(result);
  const refused = result.refused.map(({ a, b, message }) => {
    const [one, other] = [a, b].map((path) => shownFile(path, names));
    return [b === '' || a === b ? one : `${one} with ${other}`, message];
  });
  const files = selection.arrays.filter(({ include }) => include);
  return reportPage({
    title: place === '' ? title : `${title}: ${place}`,
    reading,
    about: `${question} ${resultFacts(result)}.`,
    date,
    parts: [
      noticesHtml(result.warnings.filter(({ byScore }) => !byScore).map(({ message }) => message)),
      ...parts(result),
      refused.length === 0
        ? ''
        : sectionHtml(
            'What could not be computed',
            tableHtml({ caption: 'Pairs and arrays that were refused', head: ['What', 'Why'], rows: refused }),
          ),
      sectionHtml(
        'Files',
        tableHtml({
          caption: 'The arrays of the analysis',
          head: ['File', 'Model', 'Checkpoint', 'Layer', 'Group'],
          rows: files.map(({ path, model, checkpoint, layer, group = '' }) => [
            shownFile(path, names),
            model,
            checkpoint,
            layer,
            group,
          ]),
        }),
        result.analysis === 'classes' ? factsHtml([['Labels', shownFile(result.labels, names)]]) : '',
      ),
      sectionHtml('Options', optionsHtml(result.options)),
    ],
  });
}

/** The sentence that says what was found; of learning dynamics each model has its own, and one alone speaks for all. */
function readingOf(result: AnalysisResult): string {
  if (result.analysis === 'dynamics') return result.models.length === 1 ? result.models[0].reading : '';
  return (result as { reading?: string }).reading ?? '';
}
