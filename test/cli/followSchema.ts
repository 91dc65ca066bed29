import assert from 'node:assert/strict';

/** The parts of JSON Schema that this project's documents use. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  propertyNames?: Schema;
  required?: string[];
  additionalProperties?: boolean | Schema;
  unevaluatedProperties?: boolean;
  items?: Schema;
  anyOf?: Schema[];
}

/** Asserts that a value is as a schema says. */
export function followSchema(value: unknown, schema: Schema, root: Schema, path = 'document'): void {
  const problem = problemOf(value, schema, root, path);
  assert.equal(problem, undefined, problem);
}

/** The first thing that is not as the schema says. */
function problemOf(value: unknown, schema: Schema, root: Schema, path: string): string | undefined {
  const inherited = schema.$ref ? root.$defs![schema.$ref.replace('#/$defs/', '')]! : undefined;
  const inner = inherited && problemOf(value, inherited, root, path);
  if (inner) return inner;
  if ('const' in schema && value !== schema.const) return `${path} is ${String(value)}, not ${String(schema.const)}`;
  if (schema.enum && !schema.enum.includes(value)) return `${path} is ${String(value)}, which is not listed`;
  if (schema.type && ![schema.type].flat().some((type) => isOf(value, type)))
    return `${path} is ${JSON.stringify(value)?.slice(0, 60)}, not ${[schema.type].flat().join(' or ')}`;
  if (schema.anyOf) {
    const problems = schema.anyOf.map((each) => problemOf(value, each, root, path));
    if (problems.every((each) => each !== undefined)) return problems[0];
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return items && first(value.map((item, i) => problemOf(item, items, root, `${path}[${i}]`)));
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of schema.required ?? []) if (!(key in value)) return `${path} lacks ${key}`;
  const closed = schema.additionalProperties === false || schema.unevaluatedProperties === false;
  return first(
    Object.entries(value).map(([key, part]) => {
      const own = schema.properties?.[key];
      const named = schema.propertyNames && problemOf(key, schema.propertyNames, root, `${path}, its key ${key},`);
      if (named) return named;
      if (own) return problemOf(part, own, root, `${path}.${key}`);
      if (typeof schema.additionalProperties === 'object')
        return problemOf(part, schema.additionalProperties, root, `${path}.${key}`);
      return closed && !inherited?.properties?.[key] ? `${path}.${key} is not in the schema` : undefined;
    }),
  );
}

function first(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}

function isOf(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
