import { analyses, analysisNames } from './analyses';
import { calibratedSchema } from './calibrated';
import { captureAxes } from './capture';
import { measureNames, shownBlocks, type AnyScore } from './measures';
import type { JsonSchema } from './measures/measure';
import { scoreFacts, scoreNames } from './measures/scores';
import { numberOptions, type NumberOption } from './numberOptions';
import { convRecipes, layouts, maskChoices, orientations, rankRules, sequenceRecipes, svccaRules } from './pairOptions';

/** A schema, or a part of one, that may be changed. */
type Schema = Record<string, unknown>;

/**
 * What facts say in the documented schemas, by the files' names in media: blocks of measures, names and ranges of scores, ranges of options, results and settings of analyses. Each yields
 * a schema with that written anew into it; the rest is as it was, by hand. `npm run schemas` writes them.
 */
export const schemaFacts: Readonly<Record<string, (schema: Schema) => Schema>> = {
  'comparison.schema.json': withBlocks,
  'analysis.schema.json': (schema) => withTables(withResults(schema)),
  'selection.schema.json': (schema) =>
    withParts(withChoices(schema), {
      '$defs/selection/properties/analysis': { enum: analysisNames },
      '$defs/selection/properties/measure': { enum: scoreNames },
      ...optionParts('$defs/options/properties'),
    }),
  'capture.schema.json': (schema) =>
    withParts(schema, {
      'properties/layers/items/properties/axes/items': { enum: [...new Set(captureAxes.flat())] },
    }),
  'trust.schema.json': (schema) => withParts(schema, { 'properties/measure': { enum: scoreNames } }),
};

/** What a report says besides its measures, before and after them. */
const [before, after] = [
  ['schema', 'a', 'b', 'samples', 'wholeSamples', 'warnings', 'route'],
  ['skipped', 'null', 'options', 'timings'],
];

function withBlocks(schema: Schema): Schema {
  const properties = schema.properties as Schema;
  const own = (names: readonly string[]) => names.map((name) => [name, properties[name]] as const);
  const blocks = shownBlocks.map(({ id, scores, schema: block }) => [id, withCalibrated(block, scores)] as const);
  const $defs = { ...(schema.$defs as Schema), calibrated: calibratedSchema };
  return { ...schema, properties: Object.fromEntries([...own(before), ...blocks, ...own(after)]), $defs };
}

/** A block with what calibrating adds to it, by the ids of its scores. */
function withCalibrated(block: JsonSchema, scores: readonly { id: string }[]): JsonSchema {
  if (scores.length === 0) return block;
  const calibrated = {
    type: 'object',
    description: 'Scores held against those of permuted samples, where that was asked for.',
    additionalProperties: false,
    properties: Object.fromEntries(scores.map(({ id }) => [id, { $ref: '#/$defs/calibrated' }])),
  };
  return { ...block, properties: { ...(block.properties as Schema), calibrated } };
}

/** The results of analyses, before the documents that commands print in place of some of them. */
function withResults(schema: Schema): Schema {
  const results = analyses.map(({ id, schema: result }) => [id, result] as const);
  const references = analysisNames.map((name) => ({ $ref: `#/$defs/${name}` }));
  const isOfFiles = ({ $ref }: { $ref: string }) => $ref.endsWith('OfFiles');
  return {
    ...schema,
    oneOf: [...references, ...(schema.oneOf as { $ref: string }[]).filter(isOfFiles)],
    $defs: { ...(schema.$defs as Schema), ...Object.fromEntries(results) },
  };
}

/** The settings of analyses, before the options. */
function withChoices(schema: Schema): Schema {
  const definitions = schema.$defs as Record<string, Schema>;
  const { options, arrays, ...before } = definitions.selection!.properties as Schema;
  const choices = analyses.flatMap(({ id, choice }) => (choice ? [[id, choice.schema] as const] : []));
  const properties = { ...before, ...Object.fromEntries(choices), options, arrays };
  return { ...schema, $defs: { ...definitions, selection: { ...definitions.selection, properties } } };
}

/** The scores by name, and tables of those of another range than 0 to 1. */
function withTables(schema: Schema): Schema {
  const described = scoreNames.map((name) => describedScore(scoreFacts(name))).join(' ');
  const others = scoreNames.map(scoreFacts).filter(({ range: [least, most] }) => least !== 0 || most !== 1);
  return withParts(schema, {
    '$defs/measure': { enum: scoreNames, description: described },
    '$defs/tables': { properties: Object.fromEntries(others.map((score) => [score.id, tableOf(score)])) },
  });
}

function describedScore({ id, convention, distance, bySide, directed }: AnyScore): string {
  const ofSides = bySide ? ' Of equal ranks a matrix has that of side a.' : '';
  const sides = directed === undefined ? ofSides : ` A cell of a matrix is ${directed}.`;
  return `${id}: ${convention}${sides}${distance ? ' Falls with likeness.' : ''}`;
}

function tableOf({ range: [minimum, maximum] }: AnyScore): JsonSchema {
  const bounds = { ...(Number.isFinite(minimum) && { minimum }), ...(Number.isFinite(maximum) && { maximum }) };
  return { type: 'array', items: { type: 'array', items: { type: ['number', 'null'], ...bounds } } };
}

/** The options of a comparison, in an object of them. */
function optionParts(at: string): Record<string, JsonSchema> {
  const [byCount, ...byShare] = [...svccaRules].reverse();
  return {
    [`${at}/svcca/oneOf/0/properties/rule`]: { enum: byShare.reverse() },
    [`${at}/svcca/oneOf/0/properties/fraction`]: rangeOf(numberOptions.fraction),
    [`${at}/svcca/oneOf/1/properties/rule`]: { const: byCount },
    [`${at}/svcca/oneOf/1/properties/count`]: rangeOf(numberOptions.dimensions),
    [`${at}/epsilon`]: rangeOf(numberOptions.epsilon),
    [`${at}/threshold`]: rangeOf(numberOptions.threshold),
    [`${at}/orientation`]: { enum: orientations },
    [`${at}/recipe/properties/conv`]: { enum: convRecipes },
    [`${at}/recipe/properties/layout`]: { enum: layouts },
    [`${at}/recipe/properties/sequence`]: { enum: sequenceRecipes },
    [`${at}/recipe/properties/mask`]: { enum: maskChoices },
    [`${at}/recipe/properties/subsample/properties/every`]: rangeOf(numberOptions.every),
    [`${at}/recipe/properties/subsample/properties/seed`]: rangeOf(numberOptions.firstRowSeed),
    [`${at}/rank`]: { enum: rankRules },
    [`${at}/neighbours`]: rangeOf(numberOptions.neighbours),
    [`${at}/bandwidth`]: rangeOf(numberOptions.bandwidth),
    [`${at}/calibrate/properties/permutations`]: rangeOf(numberOptions.permutations),
    [`${at}/calibrate/properties/alpha`]: rangeOf(numberOptions.level),
    [`${at}/calibrate/properties/seed`]: rangeOf(numberOptions.seed),
    [`${at}/measures/items`]: { enum: measureNames },
  };
}

/** What a number may be, in the words of JSON schemas and of settings. A bound that is that of all whole numbers goes without saying. */
export function rangeOf({ least, most, aboveLeast, belowMost, whole }: NumberOption): JsonSchema {
  return {
    type: whole ? 'integer' : 'number',
    [aboveLeast ? 'exclusiveMinimum' : 'minimum']: least,
    ...(most < Number.MAX_SAFE_INTEGER && { [belowMost ? 'exclusiveMaximum' : 'maximum']: most }),
  };
}

/** A schema whose parts at some paths say something anew, besides what they said. @throws Error where there is no such part. */
function withParts(schema: Schema, parts: Readonly<Record<string, JsonSchema>>): Schema {
  const copy = structuredClone(schema);
  for (const [path, part] of Object.entries(parts)) {
    const place = path.split('/').reduce((at, key) => at?.[key] as Schema | undefined, copy as Schema | undefined);
    if (!place) throw new Error(`There is no ${path} in the schema.`);
    Object.assign(place, part);
  }
  return copy;
}
