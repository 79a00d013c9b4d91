import * as v from 'valibot';
import type * as vscode from 'vscode';
import { MAX_PINS } from './messages';
import type { FunctionReference } from './target';

type Memento = Pick<vscode.Memento, 'get' | 'update'>;

/** Which function something is kept of. */
type FunctionKey = Pick<FunctionReference, 'uri' | 'name'>;

/** Something is kept of so many functions: those of which it was kept last. */
const MAX_FUNCTIONS = 200;

/** Something that workspace state keeps of each function. */
class PerFunction<Value> {
  private readonly schema: v.GenericSchema<unknown, Record<string, Value>>;

  constructor(
    private readonly key: string,
    value: v.GenericSchema<unknown, Value>,
  ) {
    this.schema = v.record(v.string(), value);
  }

  read(memento: Memento, reference: FunctionKey): Value | undefined {
    return this.all(memento)[keyOf(reference)];
  }

  /** @param value undefined: nothing is kept of it any more */
  keep(memento: Memento, reference: FunctionKey, value: Value | undefined): void {
    const key = keyOf(reference);
    const others = Object.entries(this.all(memento)).filter(([other]) => other !== key);
    const own = value === undefined ? [] : [[key, value] as const];
    void memento.update(this.key, Object.fromEntries([...others, ...own].slice(-MAX_FUNCTIONS)));
  }

  /** A document has another name now. */
  rename(memento: Memento, from: string, to: string): void {
    const entries = Object.entries(this.all(memento));
    const isOf = (key: string) => key.startsWith(`${from}#`);
    if (!entries.some(([key]) => isOf(key))) return;
    const renamed = entries.map(([key, value]) => [isOf(key) ? to + key.slice(from.length) : key, value] as const);
    void memento.update(this.key, Object.fromEntries(renamed));
  }

  private all(memento: Memento): Record<string, Value> {
    const parsed = v.safeParse(this.schema, memento.get(this.key));
    return parsed.success ? parsed.output : {};
  }
}

function keyOf({ uri, name }: FunctionKey): string {
  return `${uri}#${name}`;
}

/** The point at which a function was looked at last, as a person writes it. */
export const lastPoints = new PerFunction('nabla.gradient.points', v.string());

/** The pinned points of a function, likewise. */
export const pinnedPoints = new PerFunction('nabla.gradient.pins', v.pipe(v.array(v.string()), v.maxLength(MAX_PINS)));
