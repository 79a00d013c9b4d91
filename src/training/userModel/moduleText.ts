import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Problem } from '../../numerics/problem';
import type { ModuleText } from '../../source/modules';

/**
 * The text of a user's module.
 *
 * @param module its path, relative to `folder`
 * @throws Problem `model-file`
 */
export function readModule(module: string, folder: string): ModuleText {
  const file = path.resolve(folder, module);
  try {
    return { file, text: readFileSync(file, 'utf8').replace(/^\uFEFF/, '') };
  } catch (error) {
    throw new Problem('model-file', { file: module, reason: (error as NodeJS.ErrnoException).code ?? '' });
  }
}

/**
 * SHA-256 of a module's text, without what it imports: whether a run still trains what it began with.
 *
 * @throws Problem `model-file`
 */
export function hashOfModule(module: string, folder: string): string {
  return createHash('sha256').update(readModule(module, folder).text).digest('hex');
}
