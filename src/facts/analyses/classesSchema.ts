import type { JsonSchema } from '../measures/measure';

/** The result document of classes in media/analysis.schema.json. */
export const classesSchema: JsonSchema = {
  $ref: '#/$defs/base',
  type: 'object',
  required: ['labels', 'target', 'labelling', 'classes', 'layers', 'ranking'],
  properties: {
    analysis: { const: 'classes' },
    labels: { type: 'string', description: 'Path of the label array.' },
    target: { $ref: '#/$defs/classTarget' },
    labelling: { $ref: '#/$defs/labelling' },
    classes: { $ref: '#/$defs/classList' },
    layers: { type: 'array', items: { $ref: '#/$defs/classesOfLayer' } },
    reading: {
      type: 'string',
      description: 'What the ranking says, in words; absent from documents of earlier versions.',
    },
    ranking: { $ref: '#/$defs/classRanking' },
  },
  unevaluatedProperties: false,
};

/** Its settings in media/selection.schema.json. */
export const classesChoiceSchema: JsonSchema = {
  type: 'object',
  required: ['labels', 'logits'],
  additionalProperties: false,
  properties: {
    labels: { $ref: '#/$defs/path', description: 'An integer vector, a one-hot matrix or logits (samples x classes).' },
    names: { $ref: '#/$defs/path', description: 'A text, one name a line, or a JSON list.' },
    subset: {
      type: 'array',
      items: { type: 'integer', minimum: 0 },
      description: 'Indices of the classes wanted; all when absent.',
    },
    logits: {
      enum: ['columns', 'argmax'],
      description: 'What logits stand for: each column is a target as it is, or the largest of each row is the class.',
    },
  },
};
