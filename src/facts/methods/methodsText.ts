import { joinedCited, type Cited } from './cited';

/** The paragraph as it is copied: its sentences, and under them the works that it cites, each once, in the order of their names. */
export function methodsText(sentences: readonly Cited[]): string {
  const { text, references } = joinedCited(sentences);
  const entries = [...new Set(references.map(({ entry }) => entry))];
  entries.sort(new Intl.Collator('en', { ignorePunctuation: true }).compare);
  return [text, ...(entries.length > 0 ? ['', 'References', '', ...entries] : [])].join('\n') + '\n';
}

/** The program as a paper names it; the version is not known where it is run from its sources. */
export function programName(version: string | undefined): string {
  return version === undefined ? 'CCA Lens' : `CCA Lens ${version}`;
}
