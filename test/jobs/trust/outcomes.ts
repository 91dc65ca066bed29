import assert from 'node:assert/strict';
import { plainEngine, type Engine } from '../../../src/jobs/engine';
import type { Executor } from '../../../src/jobs/pool/executor';

/** An engine that gives every job the same executor, however small the job, and remembers nothing. */
export function engineWith(executor: Executor): Engine {
  return { ...plainEngine(), executor: () => Promise.resolve(executor) };
}

/** A part of an outcome that must not be a refusal. */
export function given<Part extends object>(part: Part | { reason: string } | undefined): Part {
  assert.ok(part && !('reason' in part), JSON.stringify(part));
  return part as Part;
}
