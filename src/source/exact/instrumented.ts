import { instrument } from './instrument';
import { RUNTIME } from './runtime';

/** Texts that are remembered: the same module is run again at the next click. */
const MOST_REMEMBERED = 64;

const remembered = new Map<string, string>();

/** A module of the user made traceable; packages stay as they are. */
export function instrumented(text: string, file: string): string {
  if (/[\\/]node_modules[\\/]/.test(file) || file.endsWith('.json')) return text;
  const key = `${file}\n${text}`;
  const code = remembered.get(key) ?? instrument(text, file, RUNTIME);
  remembered.delete(key); // the newest are last
  remembered.set(key, code);
  if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!);
  return code;
}
