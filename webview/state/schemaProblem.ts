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
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  anyOf?: Schema[];
}

/** Where a schema's references lead: its own document, and the other documents by their file names. */
interface SchemaLibrary {
  root: Schema;
  others?: Record<string, Schema> | undefined;
}

/** A place in a document, as `document.result.samples`, and what is wrong there. */
interface Problem {
  path: string;
  found: string;
}

/** The first thing that is not as a schema says, beginning with its place; undefined when all is. */
export function schemaProblem(value: unknown, schema: Schema, at: SchemaLibrary, path: string): string | undefined {
  const problem = problemOf(value, schema, at, path);
  return problem && `${problem.path} ${problem.found}`;
}

function problemOf(value: unknown, schema: Schema, at: SchemaLibrary, path: string): Problem | undefined {
  const inherited = schema.$ref === undefined ? undefined : referred(schema.$ref, at);
  const inner = inherited && problemOf(value, inherited.schema, inherited.at, path);
  if (inner) return inner;
  const wrong = (found: string): Problem => ({ path, found });
  if ('const' in schema && value !== schema.const) return wrong(`is ${String(value)}, not ${String(schema.const)}`);
  if (schema.enum && !schema.enum.includes(value)) return wrong(`is ${String(value)}, which is not listed`);
  if (schema.type && ![schema.type].flat().some((type) => isOf(value, type)))
    return wrong(`is ${foundText(value)}, not ${[schema.type].flat().join(' or ')}`);
  const size = sizeProblem(value, schema);
  if (size) return wrong(size);
  if (schema.anyOf) {
    const problems = schema.anyOf.map((each) => problemOf(value, each, at, path));
    if (problems.every((each) => each !== undefined)) return deepest(problems);
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return items && first(value, (item, i) => problemOf(item, items, at, `${path}[${i}]`));
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of schema.required ?? []) if (!(key in value)) return wrong(`lacks ${key}`);
  const closed = schema.additionalProperties === false || schema.unevaluatedProperties === false;
  return first(Object.entries(value), ([key, part]) => {
    const own = propertyOf(schema, key);
    const named = schema.propertyNames && problemOf(key, schema.propertyNames, at, `${path}, its key ${key},`);
    if (named) return named;
    if (own) return problemOf(part, own, at, `${path}.${key}`);
    if (typeof schema.additionalProperties === 'object')
      return problemOf(part, schema.additionalProperties, at, `${path}.${key}`);
    const known = !closed || (inherited && propertyOf(inherited.schema, key));
    return known ? undefined : { path: `${path}.${key}`, found: 'is not in the schema' };
  });
}

/** As much as rounding may lead out of a range: means of coefficients of at most 1, computed anew by other programs. */
const slack = 1e-9;

/** What is wrong with how large a number or how long a list is. */
function sizeProblem(value: unknown, schema: Schema): string | undefined {
  const { minimum = -Infinity, maximum = Infinity, minItems = 0, maxItems = Infinity } = schema;
  if (typeof value === 'number') {
    if (value < minimum - slack) return `is ${value}, less than ${minimum}`;
    if (value > maximum + slack) return `is ${value}, more than ${maximum}`;
  }
  if (!Array.isArray(value)) return undefined;
  const has = `has ${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  if (value.length < minItems) return `${has}, fewer than ${minItems}`;
  return value.length > maxItems ? `${has}, more than ${maxItems}` : undefined;
}

/** The schema of a property by its name, which may be that of something every object inherits. */
function propertyOf({ properties }: Schema, key: string): Schema | undefined {
  return properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
}

/** The schema that a reference names: `#/$defs/x` of the same document, `file.json` or `file.json#/$defs/x`. */
function referred(reference: string, at: SchemaLibrary): { schema: Schema; at: SchemaLibrary } {
  const [file = '', place = ''] = reference.split('#');
  const root = file === '' ? at.root : at.others?.[file];
  const schema = place === '' ? root : root?.$defs?.[place.replace('/$defs/', '')];
  if (!root || !schema) throw new Error(`There is no schema ${reference}.`);
  return { schema, at: { ...at, root } };
}

function first<T>(items: readonly T[], check: (item: T, index: number) => Problem | undefined): Problem | undefined {
  for (const [index, item] of items.entries()) {
    const problem = check(item, index);
    if (problem) return problem;
  }
  return undefined;
}

/** Of what several alternatives complain about, that of the one which agreed the longest. */
function deepest(problems: readonly (Problem | undefined)[]): Problem | undefined {
  const depth = (problem: Problem | undefined) => problem?.path.split(/[.[]/).length ?? 0;
  return problems.reduce((deep, problem) => (depth(problem) > depth(deep) ? problem : deep));
}

function isOf(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  // JSON has no infinity, but 1e999 is read as one.
  if (type === 'number') return Number.isFinite(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function foundText(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'undefined').slice(0, 60);
}
