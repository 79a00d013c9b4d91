import * as arithmetic from './arithmetic';
import { at, put } from './reference';
import { searching } from './searching';
import { MEMBERS, standIns } from './standIns';

/** What instrumented code calls, by name; new for each program. */
export function runtime() {
  return { ...arithmetic, at, put, searching, ...MEMBERS, ...standIns() };
}

export type RuntimeName = keyof ReturnType<typeof runtime>;

const KEY = 'nabla.runtime';

/** How instrumented code gets at the runtime that was provided last. */
export const RUNTIME = `globalThis[Symbol.for(${JSON.stringify(KEY)})]`;

/** Provides a runtime to the program that is loaded next. */
export function provideRuntime(): void {
  Object.defineProperty(globalThis, Symbol.for(KEY), { value: Object.freeze(runtime()), configurable: true });
}
