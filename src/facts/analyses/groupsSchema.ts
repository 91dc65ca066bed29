import type { JsonSchema } from '../measures/measure';
import { calibratedNumberProperties } from './calibratedParts';

/** The result document of groups of networks in media/analysis.schema.json. */
export const groupsSchema: JsonSchema = {
  $ref: '#/$defs/base',
  type: 'object',
  required: ['measure', 'groups', 'layers', 'cells', 'reading'],
  properties: {
    analysis: { const: 'groups' },
    measure: { $ref: '#/$defs/measure' },
    groups: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'models'],
        additionalProperties: false,
        properties: { name: { type: 'string' }, models: { type: 'array', items: { type: 'string' } } },
      },
    },
    layers: { type: 'array', items: { type: 'string' } },
    cells: {
      type: 'array',
      items: {
        type: 'object',
        required: ['layer', 'a', 'b', 'mean', 'means', 'nullCca', 'nulls', 'pairs', 'range', 'interval'],
        additionalProperties: false,
        properties: {
          layer: { type: 'string' },
          a: { type: 'string', description: 'Group of side a; the same as b within a group.' },
          b: { type: 'string' },
          mean: { $ref: '#/$defs/number' },
          means: { $ref: '#/$defs/scores' },
          nullCca: { $ref: '#/$defs/number' },
          nulls: {
            $ref: '#/$defs/scores',
            description: 'Means of what unrelated data give by each measure (as in a matrix).',
          },
          atChance: {
            const: true,
            description: 'The mean does not stand clear of chance, and is ahead of none; absent where it does.',
          },
          saturated: {
            const: true,
            description:
              'The null level of the mean is 0.9 or more: it takes part in no verdict; absent where it is less.',
          },
          calibrated: {
            type: 'object',
            additionalProperties: false,
            properties: calibratedNumberProperties,
            description:
              'The mean likeness of its pairs held against that of each permutation of the samples (permutations, alpha and seed are in the options). Absent where that was not asked for.',
          },
          pairs: {
            type: 'array',
            items: {
              type: 'object',
              required: ['a', 'b', 'modelA', 'modelB', 'value'],
              additionalProperties: false,
              properties: {
                a: { type: 'string' },
                b: { type: 'string' },
                modelA: { type: 'string' },
                modelB: { type: 'string' },
                value: { $ref: '#/$defs/number' },
              },
            },
          },
          range: {
            type: ['array', 'null'],
            items: { type: 'number' },
            description: 'Smallest and largest value of a pair.',
          },
          interval: {
            type: ['array', 'null'],
            items: { type: 'number' },
            description:
              '95% percentile bootstrap over networks (2,000 draws, pairs of a network with itself dropped); null below five networks.',
          },
        },
      },
    },
    reading: { type: 'string' },
  },
  unevaluatedProperties: false,
};

/** Its settings in media/selection.schema.json. */
export const groupsChoiceSchema: JsonSchema = {
  type: 'array',
  items: { $ref: '#/$defs/name' },
  uniqueItems: true,
  description: 'Names of groups, in the order in which sides a and b are taken. Absent: as the arrays name them.',
};
