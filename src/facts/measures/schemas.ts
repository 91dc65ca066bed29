import type { JsonSchema } from './measure';

/** Parts of schemas that blocks of measures have in common, by their names in media/comparison.schema.json. */
export const scoreSchema: JsonSchema = { $ref: '#/$defs/score' };
export const scoreOrNull: JsonSchema = { $ref: '#/$defs/scoreOrNull' };
export const coefficients: JsonSchema = { $ref: '#/$defs/coefficients' };
export const singularValuesSchema: JsonSchema = { $ref: '#/$defs/singularValues' };
export const nullLevel: JsonSchema = { $ref: '#/$defs/null' };

/** An object that has all of some properties, and no others than these and some more. */
export function objectOf(
  required: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
): JsonSchema {
  return {
    type: 'object',
    required: Object.keys(required),
    additionalProperties: false,
    properties: { ...required, ...more },
  };
}
