import assert from 'node:assert/strict';
import { schemaProblem, type Schema } from '../../webview/state/schemaProblem';

export type { Schema };

/**
 * Asserts that a value is as a schema says.
 * @param others documents that the schema refers to, by their file names.
 */
export function followSchema(
  value: unknown,
  schema: Schema,
  root: Schema,
  path = 'document',
  others?: Record<string, Schema>,
): void {
  const problem = schemaProblem(value, schema, { root, others }, path);
  assert.equal(problem, undefined, problem);
}
