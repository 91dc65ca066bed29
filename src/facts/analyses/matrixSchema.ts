import type { JsonSchema } from '../measures/measure';
import { calibratedNumberProperties, calibratedTablesObject } from './calibratedParts';
import { nullLevelsSentence } from '../measures/nullLevelsSentence';

const place: JsonSchema = { type: 'integer', minimum: 0 };

const best: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  description:
    'The best of many layers, of all cells between two sets, above the diagonal of one (of a score with a direction, on both sides of it): the cell that stands highest above its own null median. Threshold, value and p are of the highest of each permutation, the median of this cell added to both.',
  required: ['row', 'column', 'cells', 'score', 'median'],
  properties: {
    row: place,
    column: place,
    cells: { type: 'integer', minimum: 1, description: 'Of so many.' },
    score: { type: 'number', description: 'In likeness, also of a distance.' },
    median: { type: 'number', description: 'Of the score and its permuted ones.' },
    ...calibratedNumberProperties,
  },
};

/** The result document of a matrix in media/analysis.schema.json. */
export const matrixSchema: JsonSchema = {
  $ref: '#/$defs/base',
  type: 'object',
  required: ['measure', 'rows', 'columns', 'square', 'values', 'nullCca', 'clustered', 'atNull'],
  properties: {
    analysis: { const: 'matrix' },
    measure: { $ref: '#/$defs/measure' },
    rows: { type: 'array', items: { $ref: '#/$defs/label' }, maxItems: 100000 },
    columns: { type: 'array', items: { $ref: '#/$defs/label' }, maxItems: 100000 },
    square: { type: 'boolean', description: 'Rows and columns are the same arrays.' },
    reading: {
      type: 'string',
      description: 'What the numbers say by `measure`; absent from documents of earlier versions.',
    },
    values: { $ref: '#/$defs/tables' },
    nullCca: { $ref: '#/$defs/scoreTable', description: "Mean CCA of unrelated data of each pair's size." },
    nulls: { $ref: '#/$defs/tables', description: `By measure. ${nullLevelsSentence({ inSets: true })}` },
    clustered: {
      type: 'object',
      required: ['rows', 'columns'],
      properties: {
        rows: { type: 'array', items: { type: 'integer' } },
        columns: { type: 'array', items: { type: 'integer' } },
      },
      description: 'Orders in which neighbours are alike by `measure`: optimal leaf order of average linkage.',
    },
    atNull: {
      type: 'array',
      items: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 },
      description: 'Cells (row, column) of equal widths whose score is no higher than chance.',
    },
    atChance: {
      $ref: '#/$defs/cellsOfMeasures',
      description:
        'Cells (row, column) by measure whose score does not stand clear of its null level, (score - null) / (1 - null) >= 0.1. Absent where there are none.',
    },
    saturated: {
      $ref: '#/$defs/cellsOfMeasures',
      description: 'The same of scores whose null level is 0.9 or more: they tell next to nothing.',
    },
    calibrated: calibratedTablesObject(
      'The scores of `measure` held against permutations of the samples of the columns, the same for all cells; none of an array with itself.',
      { measure: { $ref: '#/$defs/measure' }, best },
    ),
  },
  unevaluatedProperties: false,
};

/** Its settings in media/selection.schema.json. */
export const matrixChoiceSchema: JsonSchema = {
  type: 'object',
  description: 'Models whose arrays are the rows and the columns. Absent: all included arrays against each other.',
  required: ['rows', 'columns'],
  additionalProperties: false,
  properties: { rows: { type: 'string' }, columns: { type: 'string' } },
};
