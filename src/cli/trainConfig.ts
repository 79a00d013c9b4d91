import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseJson } from '../formats/json';
import { about, Problem } from '../numerics/problem';
import { parseConfig, type TrainingConfig } from '../training/config';

/** A configuration and the folder its paths are relative to. */
export interface ConfigInFolder {
  readonly config: TrainingConfig;
  readonly folder: string;
}

/**
 * The configuration of a file, or the default one where there is none, with some values set.
 *
 * @param settings `key.path=value`; the value is JSON, or a text as it stands
 * @throws Problem `config-file`, `json-syntax`, `option-set` and those of `parseConfig`, with where it is as `source`
 */
export function readConfig(file: string | undefined, settings: readonly string[]): ConfigInFolder {
  const folder = file === undefined ? process.cwd() : path.dirname(path.resolve(file));
  let config = file === undefined ? parseConfig({}) : readConfigFile(file);
  for (const setting of settings) config = withSetting(config, setting);
  return { config, folder };
}

function readConfigFile(file: string): TrainingConfig {
  return about(file, () => parseConfig(parseJson(readText(file))));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem('config-file', { reason: (error as NodeJS.ErrnoException).code ?? '' });
  }
}

/** Keys that say what the object they are in is: what else was in it belonged to something else. */
const DECIDING: readonly string[] = ['data.source.generator', 'training.schedule.name', 'model.module'];

/**
 * A configuration with a value set: in the complete one, so that what is inside a default can be set.
 *
 * @throws Problem `option-set` and those of `parseConfig`
 */
export function withSetting(config: TrainingConfig, setting: string): TrainingConfig {
  const at = setting.indexOf('=');
  if (at < 1) throw new Problem('option-set', { found: setting });
  const path = setting.slice(0, at);
  const keys = path.split('.');
  const value = valueOf(setting.slice(at + 1));
  const last = keys.at(-1)!;
  return about(`--set ${setting}`, () =>
    parseConfig(
      DECIDING.includes(path) ? replaced(config, keys.slice(0, -1), { [last]: value }) : replaced(config, keys, value),
    ),
  );
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A copy of `target` with the value at the path; what is on the way and no object or list becomes an object. */
function replaced(target: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(target) && /^\d{1,3}$/.test(key)) {
    const items = [...(target as readonly unknown[])];
    items[Number(key)] = rest.length === 0 ? value : replaced(items[Number(key)], rest, value);
    return items;
  }
  const entries = new Map<string, unknown>(typeof target === 'object' && target ? Object.entries(target) : []);
  entries.set(key, rest.length === 0 ? value : replaced(entries.get(key), rest, value));
  return Object.fromEntries(entries);
}
