import type { CsvField } from '../csv';
import { counted } from '../numbers';
import { clearOr } from '../standing';
import { standingOfClass, standingOfMean } from '../standingIn';
import type { AnalysisFacts } from './analysis';
import { classesChoiceSchema, classesSchema } from './classesSchema';
import type { ArrayLabel, ResultBase } from './resultParts';

/** Which classes are looked for. */
export interface ClassesChoice {
  /** An integer vector, a one-hot matrix (samples x classes) or logits (samples x classes), a file or a member of one. */
  labels: string;
  /** A text (.txt, one name a line) or a list (.json). */
  names?: string | undefined;
  /** Indices of the classes wanted; all when absent. */
  subset?: number[] | undefined;
  /** What logits stand for: each column is a target as it is (the paper), or the largest of each row is the class. */
  logits: 'columns' | 'argmax';
}

/** How the class of each sample was read off a label array, and the number that stood for no class with its samples. */
export interface Labelling {
  from: 'vector' | 'texts' | 'signs' | 'one-hot' | 'one-hot turned' | 'argmax';
  ignored?: { value: number; samples: number } | undefined;
}

/** How well each class can be read off each layer. */
export interface ClassesResult extends ResultBase {
  analysis: 'classes';
  labels: string;
  target: 'indicator' | 'logits';
  /** Null where columns are targets as they are. `samples` of the result are those that have a class. */
  labelling: Labelling | null;
  classes: { index: number; name: string; count: number | null }[];
  layers: ClassesOfLayer[];
  /** What the ranking says, in words; absent while it runs, and from documents of earlier versions. */
  reading?: string | undefined;
  /**
   * Classes by how early they can be read, for each model over its layers (at the last checkpoint) and over its checkpoints (last layer). `early`:
   * mean position, from 0, of the gains of the class's adjusted R^2 (src/analysis/classes/earliness.ts). Classes never above chance are left out;
   * where that cannot be told as a layer `repeats` samples, all are.
   */
  ranking: { model: string; over: 'layers' | 'checkpoints'; order: RankedClass[]; repeats?: true | undefined }[];
}

/** A class in a ranking: `class` by its number, and its place from 1 on, which those share that are not told apart (the rule for verdicts). */
interface RankedClass {
  class: number;
  name: string;
  early: number;
  place: number;
}

export interface ClassesOfLayer extends ArrayLabel {
  rank: number;
  /** Rows that it was fitted over, where they are not the samples of the result: some were left out, or positions of maps are rows. */
  samples?: number | undefined;
  /** Multiple correlation of the layer with each class's column, 0 to 1; null when the class is absent (or n - 1 <= rank). By `ClassesResult.classes`. */
  R: (number | null)[];
  /** 1 - (1 - R^2)(n - 1)/(n - 1 - rank): may be negative; null where it is not defined. */
  adjusted: (number | null)[];
  /** E[R^2] of unrelated data: rank / (n - 1). */
  nullR2: number;
  /** Places in `ClassesResult.classes` of those that do not stand clear of it (src/analysis/classes/classStanding.ts); absent where all do. */
  atChance?: number[] | undefined;
  /** That level is near 1, so that the layer tells of no class; absent where it is not. */
  saturated?: true | undefined;
  /**
   * Samples are in it more than once (see the notices), so that the level of unrelated data is too low: what is at chance or saturated is so all the
   * more, and what is neither is not known to stand clear. Absent where none are.
   */
  repeats?: true | undefined;
  /** CCA of the layer with all columns of the labels at once (whatever subset is shown); null as R. */
  whole: AllClasses | null;
  /**
   * For maps that were fitted frequency by frequency (`dft`): the grid of frequencies, and how many of them were used, those at which the layer varies.
   * R, adjusted, nullR2, whole and its coefficients are means over these then, and rank the largest of one.
   */
  frequencies?: { height: number; width: number; used: number } | undefined;
}

/** The numbers of a layer, whatever it is called and wherever it stands. */
export type LayerNumbers = Omit<ClassesOfLayer, keyof ArrayLabel>;

/** Mean CCA of a layer with all columns of the labels at once, and how it stands to what unrelated data give (src/analysis/classes/classStanding.ts). */
export interface AllClasses {
  mean: number;
  coefficients: number[];
  /** Mean CCA of unrelated data of that size. */
  nullCca: number;
  /** The mean does not stand clear of it; absent where it does. */
  atChance?: true | undefined;
  /** That level is near 1, so that the mean tells next to nothing; absent where it is not. */
  saturated?: true | undefined;
}

const isIndex = (x: number) => Number.isInteger(x) && x >= 0;

/** Layers against the classes of their samples. */
export const classesFacts = {
  id: 'classes',
  title: 'Classes',
  question: 'At which layer can each class be read off? Layers against labels.',
  of: 'layers',
  scores: 'one',
  choice: {
    schema: classesChoiceSchema,
    missing: 'Choose the file that holds the labels.',
    check(check, value) {
      const keys = [
        ['labels', 'logits'],
        ['names', 'subset'],
      ] as const;
      if (!check.object(value, 'classes', keys)) return undefined;
      const { text, optional } = check;
      return {
        labels: text(value.labels, 'classes.labels'),
        ...optional(value, 'names', (names) => text(names, 'classes.names')),
        ...optional(value, 'subset', (subset) =>
          check.list(subset, 'classes.subset', (index, place) =>
            check.number(index, place, 'a whole number from 0', isIndex),
          ),
        ),
        logits: check.oneOf(value.logits, 'classes.logits', ['columns', 'argmax']),
      } as ClassesChoice;
    },
    withPaths: (choice, change) => ({
      ...choice,
      labels: change(choice.labels),
      ...(choice.names !== undefined && { names: change(choice.names) }),
    }),
  },
  size: (result) => [counted(result.classes.length, 'class', 'classes'), counted(result.layers.length, 'layer')],
  schema: classesSchema,
  csv: classesRows,
} as const satisfies AnalysisFacts<ClassesResult, ClassesChoice>;

/** In the column of the classes, their mean CCA at once. */
const allClasses = 'all classes (mean CCA)';

/** Of every layer its classes, and after them all at once. Where samples repeat none is known to be clear. */
function classesRows({ layers, classes }: ClassesResult): CsvField[][] {
  const lines = layers.flatMap((at) => {
    const { model, checkpoint, layer, R, adjusted, nullR2, whole, repeats } = at;
    const ofClasses = classes.map(({ name }, i): CsvField[] => {
      const value = R[i] ?? null;
      const standing = clearOr(standingOfClass(at, i), value, repeats ? null : nullR2);
      return [model, checkpoint, layer, name, value, adjusted[i] ?? null, standing];
    });
    const mean = whole?.mean ?? null;
    const standing = clearOr(standingOfMean(whole), mean, repeats ? null : whole?.nullCca);
    return [...ofClasses, [model, checkpoint, layer, allClasses, mean, null, standing]];
  });
  return [['model', 'checkpoint', 'layer', 'class', 'R', 'adjusted', 'standing'], ...lines];
}
