import assert from 'node:assert/strict';
import { LensError } from '../../src/facts/errors';

/** Characters that act on a terminal or a line instead of being shown: controls, and those that turn the direction of a text. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const acting = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** Fails unless a refusal is one sentence of the program's own that names one of `names`. */
export function isRefusal(error: unknown, names: readonly string[]): asserts error is LensError {
  if (!(error instanceof LensError)) throw error;
  const { code, message } = error;
  assert.match(code, /^[a-z][a-z\d]*(-[a-z]+)*$/);
  assert.notEqual(code, 'internal', message);
  isLine(message);
  // A name may be of any length, and stands in the sentence.
  if (!names.includes('')) assert.ok(message.length < 5000, `a sentence of ${message.length} characters`);
  assert.ok(
    names.some((name) => message.includes(name)),
    `it names no file: ${message}`,
  );
}

/** Fails where a text goes over a line or holds characters that act. */
export function isLine(text: string): void {
  assert.ok(!acting.test(text), `characters that act in ${JSON.stringify(text)}`);
}

/** Fails where a number anywhere in a document is not finite: what is not defined is null there. */
export function allFinite(value: unknown, place = 'result'): void {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${place} is ${value}`);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) allFinite(part, `${place}.${key}`);
  }
}

/** Fails where a score lies outside 0 to 1. */
export function withinOne(scores: Record<string, number | null | undefined>): void {
  for (const [name, score] of Object.entries(scores)) {
    if (typeof score === 'number') assert.ok(score >= 0 && score <= 1, `${name} is ${score}`);
  }
}
