import * as v from 'valibot';
import type * as vscode from 'vscode';
import { GRADIENT_METHODS } from '../../numerics/derivative';
import { descentSettingsSchema } from './messages';

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
