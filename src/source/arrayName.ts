/** How far before a literal its name is looked for. */
const REACH = 200;

const NAME = String.raw`(?:(["'])(?<quoted>[^"'\n]+)\1|(?<plain>[\p{L}_$][\p{L}\p{N}_$]*))`;
const ANNOTATION = String.raw`(?:\s*[!?]?:[^=;{}\n]*)?`;
const WRAPPER = String.raw`(?:(?:new\s+)?[\w.$]+(?:<[^<>\n]*>)?\(\s*)?`;
const ASSIGNED = new RegExp(String.raw`${NAME}(?:${ANNOTATION}\s*=|\s*:)\s*${WRAPPER}$`, 'u');

/**
 * The name that the literal at `start` is given: `const y: number[] = […]`, `"y": […]`, `y = np.array([…])`.
 *
 * @returns undefined where it has none
 */
export function nameBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  const statement = before.slice(before.lastIndexOf(';') + 1);
  const { quoted, plain } = ASSIGNED.exec(statement)?.groups ?? {};
  return quoted ?? plain;
}
