import { Problem } from '../numerics/problem';

/**
 * Parses JSON.
 *
 * @throws Problem `json-syntax` with line and column of what is wrong, counted from 1, and what stands there
 */
export function parseJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json) as unknown;
  } catch {
    const offset = firstError(json);
    const lines = json.slice(0, offset).split(/\r\n|\n|\r/);
    const [found = ''] = json.slice(offset, offset + 20).split(/[\r\n]/);
    throw new Problem('json-syntax', { line: lines.length, column: lines.at(-1)!.length + 1, found });
  }
}

// A repetition within a repetition would take forever to find out that a text is not closed.
const BLANK = /[ \t\n\r]*/y;
const TOKEN =
  /[[\]{}:,]|"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y; // eslint-disable-line no-control-regex

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end';

/**
 * The offset of the first token that does not belong in JSON, or the length of the text where it ends too early.
 *
 * Written here because Node 20's `JSON.parse` names no position in many of its messages.
 */
export function firstError(text: string): number {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    offset = end(BLANK, text, offset) ?? offset;
    if (offset === text.length) return offset;
    const next = end(TOKEN, text, offset);
    const token = text.slice(offset, next);
    const following: Expected | undefined = next === undefined ? undefined : follow(token, expected, open);
    if (following === undefined || next === undefined) return offset;
    expected = following;
    offset = next;
  }
}

function end(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** What may come after the token, given what was expected; undefined where the token may not be there. */
function follow(token: string, expected: Expected, open: ('[' | '{')[]): Expected | undefined {
  switch (token) {
    case ':':
      return expected === ':' ? 'value' : undefined;
    case ',':
      if (expected !== ', or end' || open.length === 0) return undefined;
      return open.at(-1) === '[' ? 'value' : 'name';
    case ']':
    case '}':
      return close(token, expected, open);
  }
  if (expected === 'name' || expected === 'name or }') return token.startsWith('"') ? ':' : undefined;
  if (expected !== 'value' && expected !== 'value or ]') return undefined;
  if (token !== '[' && token !== '{') return ', or end';
  open.push(token);
  return token === '[' ? 'value or ]' : 'name or }';
}

function close(token: ']' | '}', expected: Expected, open: ('[' | '{')[]): Expected | undefined {
  const [opening, whenEmpty] = token === ']' ? ['[', 'value or ]'] : ['{', 'name or }'];
  if (open.at(-1) !== opening || (expected !== ', or end' && expected !== whenEmpty)) return undefined;
  open.pop();
  return ', or end';
}
