import type { AnalysisName, Choices } from '../facts/analyses';
import type { CompareOptions } from '../facts/options';
import type { ScoreName } from '../facts/measures';

/** Analyses of many files: what is selected (the document *.ccalens.json), what is found in folders, and what a run is given. Plain JSON. */

/** One layer at one checkpoint of one model, as the naming recogniser read it or a person put it right. */
export interface SelectedArray {
  /** A file of one array, or `file::member`. In a document relative to the document's folder with `/`; absolute within the program. */
  path: string;
  /** Files whose samples follow (a layer saved in batches), in natural order. */
  more?: string[] | undefined;
  /** Read elements of two bytes as bfloat16. */
  as?: 'bfloat16' | undefined;
  /** '' where the names tell none. */
  model: string;
  /** '' where the names tell none. */
  checkpoint: string;
  layer: string;
  /** For the analysis of groups; undefined: in none. */
  group?: string | undefined;
  /** An integer vector of the ids of its samples. */
  ids?: string | undefined;
  /** A mask of the steps of its sequences (samples x steps, 1 for those that take part). */
  mask?: string | undefined;
  /** False: listed, not computed with. */
  include: boolean;
}

/** A choice of files and of what is to be found out of them, with the settings of analyses by their names: the document *.ccalens.json (media/selection.schema.json). */
export interface Selection extends Choices {
  schema: 1;
  kind: 'cca-lens-selection';
  analysis: AnalysisName;
  arrays: SelectedArray[];
  options: CompareOptions;
  /** The score that the view opens with, and that dynamics and groups are about. */
  measure: ScoreName;
}
