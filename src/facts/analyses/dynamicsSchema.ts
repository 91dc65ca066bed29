import type { JsonSchema } from '../measures/measure';
import { calibratedTablesObject } from './calibratedParts';

/** The result document of learning dynamics in media/analysis.schema.json. */
export const dynamicsSchema: JsonSchema = {
  $ref: '#/$defs/base',
  type: 'object',
  required: ['measure', 'models', 'threshold'],
  properties: {
    analysis: { const: 'dynamics' },
    measure: { $ref: '#/$defs/measure' },
    threshold: { type: 'number' },
    models: {
      type: 'array',
      items: {
        type: 'object',
        required: [
          'model',
          'checkpoints',
          'positions',
          'final',
          'layers',
          'paths',
          'values',
          'nullCca',
          'nulls',
          'frozen',
          'lowerFirst',
          'reading',
        ],
        additionalProperties: false,
        properties: {
          model: { type: 'string' },
          checkpoints: { type: 'array', items: { type: 'string' } },
          positions: {
            type: 'array',
            items: { type: 'number' },
            description: "The numbers in the checkpoints' names where all have one and they rise, else 0, 1, 2 ...",
          },
          final: { type: 'string', description: 'The checkpoint that all are held against.' },
          layers: { type: 'array', items: { type: 'string' } },
          paths: { type: 'array', items: { type: 'array', items: { type: ['string', 'null'] } } },
          values: {
            $ref: '#/$defs/table',
            description: 'checkpoints x layers: each layer (side a) against itself at the final checkpoint (side b).',
          },
          nullCca: { $ref: '#/$defs/table', description: 'Mean CCA of unrelated data, for the same pairs.' },
          nulls: {
            $ref: '#/$defs/table',
            description: "What unrelated data give by the result's measure (as in a matrix), for the same pairs.",
          },
          calibrated: calibratedTablesObject(
            'The values held against permutations of the samples of the final checkpoint, by checkpoint and layer.',
          ),
          atChance: {
            $ref: '#/$defs/cells',
            description:
              'Cells (checkpoint, layer) that do not stand clear of chance: they are ahead of none. Absent where there are none.',
          },
          saturated: {
            $ref: '#/$defs/cells',
            description:
              'Cells (checkpoint, layer) whose null level is 0.9 or more: they take part in no verdict. Absent where there are none.',
          },
          gridsAtChance: {
            $ref: '#/$defs/cellsOfGrids',
            description:
              'Cells of the grids (checkpoint, row, column) that do not stand clear of chance. Absent where there are none.',
          },
          gridsSaturated: { $ref: '#/$defs/cellsOfGrids', description: 'The same of cells that are saturated.' },
          grids: {
            type: 'array',
            items: { $ref: '#/$defs/table' },
            description: 'checkpoints x layers (side a) x layers at the final checkpoint (side b).',
          },
          frozen: {
            type: 'array',
            items: {
              type: 'object',
              required: ['layer', 'checkpoint', 'index'],
              additionalProperties: false,
              properties: {
                layer: { type: 'string' },
                checkpoint: { type: ['string', 'null'] },
                index: { type: ['integer', 'null'] },
              },
            },
            description:
              'The checkpoint from which on a layer stays at or above the threshold and clear of chance, the final one not counted.',
          },
          lowerFirst: {
            type: 'array',
            items: {
              type: 'object',
              required: ['checkpoint', 'holds', 'tau', 'violations'],
              additionalProperties: false,
              properties: {
                checkpoint: { type: 'string' },
                holds: { type: ['boolean', 'null'] },
                tau: { $ref: '#/$defs/number' },
                violations: {
                  type: 'array',
                  items: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
                },
                ties: {
                  type: 'array',
                  items: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
                  description: 'Neighbours of which neither is nearer; absent where there are none.',
                },
              },
            },
            description:
              "Whether likeness falls with depth, in more than half of the pairs of layers, and rises nowhere (null: fewer than two layers, or too many tied), Kendall's tau-b of depth and likeness (-1: wholly), and layers the other way round. Scores are told apart only where the one ahead stands clear of its null level, (score - null) / (1 - null) >= 0.1 (the one behind may be at chance), neither is saturated (a null level of 0.9 or more), and they stand clear of each other, by 0.01 and, from three networks on, by twice the standard error over networks; anything nearer is a tie.",
          },
          reading: { type: 'string' },
        },
      },
    },
  },
  unevaluatedProperties: false,
};

/** Its settings in media/selection.schema.json. */
export const dynamicsChoiceSchema: JsonSchema = {
  type: 'object',
  required: ['threshold', 'grid'],
  additionalProperties: false,
  properties: {
    final: { type: 'string', description: 'Checkpoint that all are compared with; the last when absent.' },
    threshold: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description:
        'A layer counts as converged from the checkpoint on from which its similarity stays at or above this.',
    },
    grid: {
      type: 'boolean',
      description: 'Layers x layers at each checkpoint as well, not each layer against itself alone.',
    },
  },
};
