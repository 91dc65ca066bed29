import type { PairOptions } from '../pairOptions';
import type { PythonPiece } from '../python/piece';
import { checkOf, dictOf, shownOf, type Recomputed } from '../python/recomputed';
import { doublyCentredPiece, productPiece, uCentredPiece, unrelatedProductPiece } from '../python/samplePieces';
import type { Section } from '../python/section';
import type { CsvEntry, JsonSchema } from './measure';
import type { NotebookFacts, WithinNotebook } from './notebookFacts';
import { drawnParagraph, ofDrawnSamples } from './ofDrawnSamples';
import { objectOf, scoreSchema } from './schemas';

/** What measures of a symmetric matrix of samples of either side say, doubly centred, and U-centred: `corrected`, absent where it is not defined. */
export type CentredScores<Corrected extends string> = { biased: number } & { [Key in Corrected]?: number };

/** These, and what unrelated data of this size give. */
export type CentredReport<Corrected extends string> = CentredScores<Corrected> & { null: CentredScores<Corrected> };

/** How a notebook makes such matrices, and names what it makes of them. */
export interface CentredPython<Corrected extends string> {
  /** The measure, and its score of doubly centred matrices. */
  id: string;
  /** Its score of U-centred ones, and the key of that in a block. */
  correctedId: string;
  corrected: Corrected;
  /** The list of the matrices of both sides, one of them, and the expression of one of a `side`. */
  matrices: string;
  each: string;
  made(options: Pick<PairOptions, 'bandwidth'>): string;
  /** What that calls. */
  piece: PythonPiece;
  /** The score of doubly centred ones from their product, as a function of Python; absent where it is the product. */
  function?: string;
}

/** Such a block as rows of a table. */
export function centredCsv<Corrected extends string>(
  block: CentredReport<Corrected>,
  corrected: Corrected,
): CsvEntry[] {
  const rows = (of: CentredScores<Corrected>, before: string): CsvEntry[] => {
    const value: number | undefined = of[corrected];
    return [
      [`${before}biased`, of.biased],
      ...(value === undefined ? [] : [[`${before}${corrected}`, value] as const]),
    ];
  };
  return [...rows(block, ''), ...rows(block.null, 'null.')];
}

/** The schema of such a block. `description`: of the levels of unrelated data; `before`: what else it has. */
export function centredSchema(
  corrected: string,
  description: string,
  before: Readonly<Record<string, unknown>> = {},
): JsonSchema {
  const more = { [corrected]: { type: 'number', minimum: -1, maximum: 1 } };
  const unrelated = { description, ...objectOf({ biased: scoreSchema }, more) };
  return objectOf({ ...before, biased: scoreSchema, null: unrelated }, more);
}

/** The scores and levels of such a measure in notebooks of many pairs. */
export function centredNotebook<Corrected extends string>(
  python: CentredPython<Corrected>,
): Required<Pick<NotebookFacts<unknown>, 'scores' | 'nulls'>> {
  const { id, correctedId, matrices, each, piece } = python;
  const all = (centred: string): string => `*(${centred}(${each}) for ${each} in ${matrices})`;
  return {
    scores: (wanted, options) => ({
      lines: wanted(id, correctedId) ? [matricesOf(python, options)] : [],
      values: {
        [id]: plain(python, `product_of(${all('doubly_centred')})`),
        [correctedId]: `product_of(${all('u_centred')})`,
      },
      pieces: [
        ...(wanted(id, correctedId) ? [piece, productPiece] : []),
        ...(wanted(id) ? [doublyCentredPiece] : []),
        ...(wanted(correctedId) ? [uCentredPiece] : []),
      ],
    }),
    nulls: (wanted, options) => ({
      // Where a score is wanted as well, the matrices are there.
      lines: wanted(`null.${id}`) && !wanted(id, correctedId) ? [matricesOf(python, options)] : [],
      values: {
        [`null.${id}`]: plain(python, `unrelated_product(${all('doubly_centred')})`),
        [`null.${correctedId}`]: '0.0',
      },
      pieces: wanted(`null.${id}`) ? [piece, doublyCentredPiece, unrelatedProductPiece] : [],
    }),
  };
}

/** Its part of the notebook of a comparison: behind `prose`, of the matrices that `options` make. */
export function centredSection<Corrected extends string>(
  python: CentredPython<Corrected>,
  block: CentredReport<Corrected>,
  { pair }: Pick<WithinNotebook, 'pair'>,
  prose: string,
  options: Pick<PairOptions, 'bandwidth'> = {},
): Section {
  const { id, corrected, matrices, each, piece } = python;
  const drawn = ofDrawnSamples(pair);
  const value: number | undefined = block[corrected];
  const numbers: Recomputed = {
    [`${id}.biased`]: [block.biased, plain(python, 'product_of(*centred)')],
    [`${id}.null.biased`]: [block.null.biased, plain(python, 'unrelated_product(*centred)')],
    ...(value === undefined
      ? {}
      : { [`${id}.${corrected}`]: [value, `product_of(*(u_centred(${each}) for ${each} in ${matrices}))`] }),
  };
  return {
    id,
    prose: `${prose}${drawn ? drawnParagraph : ''}`,
    shown: drawn ? {} : shownOf(numbers),
    pieces: [
      piece,
      doublyCentredPiece,
      productPiece,
      unrelatedProductPiece,
      ...(value === undefined ? [] : [uCentredPiece]),
    ],
    code: `
${matricesOf(python, options)}
centred = [doubly_centred(${each}) for ${each} in ${matrices}]
${drawn ? dictOf(numbers) : checkOf(numbers, 1e-8)}`,
  };
}

function matricesOf({ matrices, made }: CentredPython<string>, options: Pick<PairOptions, 'bandwidth'>): string {
  return `${matrices} = [${made(options)} for side in (a, b)]`;
}

function plain({ function: name }: CentredPython<string>, product: string): string {
  return name ? `${name}(${product})` : product;
}
