import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { Problem } from '../../../src/numerics/problem';
import { Child, type ChildOptions } from '../../../src/processes/child';
import { consoleEventSchema, type ConsoleEvent } from '../../../src/processes/envelope';
import { sentence } from '../../../src/words/sentences';

/** Runs code in a child process; see `hostileEntry.ts`. */
export interface Run {
  readonly kind: 'run';
  readonly code: string;
}

export const HOSTILE = path.join(__dirname, 'hostileEntry.js');
export const SCRIPTED = path.join(__dirname, 'scriptedEntry.js');

/** A child with the protocol of `hostileEntry.ts` that keeps what it tells. */
export function startChild(options: Partial<ChildOptions<ConsoleEvent>> = {}) {
  const printed: ConsoleEvent[] = [];
  const ended: Problem[] = [];
  const child = new Child<Run, ConsoleEvent>({
    entry: HOSTILE,
    memory: 192,
    events: consoleEventSchema,
    onEvent: event => printed.push(event),
    onEnd: problem => ended.push(problem),
    ...options,
  });
  return { child, printed, ended };
}

/** The problem with a request; one that can be told in a sentence. */
export async function problemOf(request: Promise<unknown>): Promise<Problem> {
  const outcome: unknown = await request.catch((problem: unknown) => problem);
  assert.ok(outcome instanceof Problem, `answered ${String(outcome)}`);
  assert.doesNotMatch(sentence(outcome), /undefined|NaN|Something went wrong|\{\w+\}/);
  return outcome;
}

/** Waits until it holds, for so many milliseconds at most. */
export async function eventually(holds: () => boolean, ms = 5000): Promise<void> {
  for (const end = Date.now() + ms; !holds();) {
    assert.ok(Date.now() < end, 'it never held');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
