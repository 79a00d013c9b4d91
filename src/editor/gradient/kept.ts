import * as v from 'valibot';
import type * as vscode from 'vscode';
import { GRADIENT_METHODS } from '../../numerics/derivative';
import { descentSettingsSchema, MAX_PINS } from './messages';
import type { FunctionReference } from './target';

type Memento = Pick<vscode.Memento, 'get' | 'update'>;

/** What of the panel outlives a reload of the window: function, point and how it is looked at, but no result. */
const keptSchema = v.object({
  version: v.literal(2),
  reference: v.object({
    uri: v.string(),
    name: v.string(),
    start: v.number(),
    expression: v.exactOptional(v.string()),
  }),
  line: v.number(),
  point: v.string(),
  method: v.picklist(GRADIENT_METHODS),
  chosen: v.pipe(v.number(), v.integer(), v.minValue(0)),
  descent: descentSettingsSchema,
});
export type Kept = Omit<v.InferOutput<typeof keptSchema>, 'version'>;

const SHOWN = 'nabla.gradient.shown';

/** Keeps what is shown; without anything, nothing is. */
export function keep(memento: Memento, kept: Kept | undefined): void {
  void memento.update(SHOWN, kept && { version: 2, ...kept });
}

/** What `keep` kept; undefined for anything else. */
export function readKept(memento: Memento): Kept | undefined {
  const parsed = v.safeParse(keptSchema, memento.get(SHOWN));
  return parsed.success ? parsed.output : undefined;
}

const LIVE = 'nabla.gradient.live';

/** Whether edits are followed, as it was chosen last. */
export function readLive(memento: Memento): boolean {
  return memento.get<unknown>(LIVE) !== false;
}

export function keepLive(memento: Memento, on: boolean): void {
  void memento.update(LIVE, on);
}

const PINS = 'nabla.gradient.pins';

/** Of so many functions the pinned points are kept. */
const MAX_FUNCTIONS = 200;

const pinsSchema = v.record(v.string(), v.pipe(v.array(v.string()), v.maxLength(MAX_PINS)));

/** The pinned points of a function, as a person writes them. */
export function readPins(memento: Memento, reference: FunctionReference): string[] {
  return readAllPins(memento)[keyOf(reference)] ?? [];
}

export function keepPins(memento: Memento, reference: FunctionReference, points: readonly string[]): void {
  const key = keyOf(reference);
  const others = Object.entries(readAllPins(memento)).filter(([other]) => other !== key);
  const own = points.length > 0 ? [[key, [...points]] as const] : [];
  void memento.update(PINS, Object.fromEntries([...others, ...own].slice(-MAX_FUNCTIONS)));
}

function readAllPins(memento: Memento): Record<string, string[]> {
  const parsed = v.safeParse(pinsSchema, memento.get(PINS));
  return parsed.success ? parsed.output : {};
}

function keyOf({ uri, name }: FunctionReference): string {
  return `${uri}#${name}`;
}
