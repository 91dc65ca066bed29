/**
 * The pages there are, by the names of their entries in webview/pages, of each of which bundles.mjs makes a bundle: and the view type, or the id of a
 * view, under which package.json contributes it or VS Code restores its panels. CONTRIBUTING.md says what else a new one needs.
 */
export const pages = {
  /** A comparison, on a tab. */
  comparison: { viewType: 'ccaLens.comparison' },
  /** An analysis of many files: on a tab, and as the editor of *.ccalens.json documents. */
  analysis: { viewType: 'ccaLens.analysis', editorType: 'ccaLens.selection' },
  /** The viewer of files of arrays. */
  array: { viewType: 'ccaLens.array' },
  /** The view in the side bar. */
  similarity: { viewType: 'ccaLens.similarity' },
} as const;

export type PageName = keyof typeof pages;
