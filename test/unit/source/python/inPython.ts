import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import type { Value } from '../../../../src/numerics/argument';
import { functionNamed } from '../../../../src/source/functions';
import { translationSteps, type Library } from '../../../../src/source/python/translate';
import type { PythonFunction } from '../../../../src/words/gradientPython';
import { parseScript, type ScriptLanguage } from '../../../../src/source/script';
import { atOnce } from '../../../../src/source/slices';

interface Options {
  readonly name?: string;
  readonly language?: ScriptLanguage;
  readonly library?: Library;
}

/** A function of a text in Python. */
export function translated(
  text: string,
  args: readonly Value[],
  { name = 'f', language = 'typescript', library = 'numpy' }: Options = {},
): PythonFunction {
  const site = functionNamed(parseScript(text, language), text, language, name);
  return atOnce(translationSteps(text, language, site, args, library));
}

/** A call of a function in Python. */
export interface Job {
  readonly code: PythonFunction;
  readonly args: readonly Value[];
}

let hasNumpy: boolean | undefined;

/**
 * What calls of functions give, flattened; an error as its name.
 *
 * @returns undefined where there is no Python with NumPy
 */
export function calledInPython(jobs: readonly Job[]): (number[] | string)[] | undefined {
  const given = jobs.map(({ code, args }) => ({ ...code, args }));
  return printedBy(RUN, JSON.stringify(given))?.map(line => {
    const answer = JSON.parse(line) as string[] | string;
    return typeof answer === 'string' ? answer : answer.map(numberIn);
  });
}

/** Python's `float.hex`, of which nothing is lost. */
function numberIn(text: string): number {
  const [, sign, whole, fraction = '', exponent] = /^(-?)0x([01])\.?([0-9a-f]*)p([+-]\d+)$/.exec(text) ?? [];
  if (whole === undefined) return text === 'nan' ? NaN : text === '-inf' ? -Infinity : Infinity;
  const mantissa = Number.parseInt(whole + fraction.padEnd(13, '0'), 16);
  const power = Number(exponent) - 52;
  const size = power < -1000 ? mantissa * 2 ** -1000 * 2 ** (power + 1000) : mantissa * 2 ** power;
  return sign === '-' ? -size : size;
}

const RUN = `
import functools, json, sys
import numpy as np
def given(v):
    if isinstance(v, bool): return v
    return np.array(v, dtype=float)[()]
def flat(v):
    return [y for e in v for y in flat(e)] if isinstance(v, (list, tuple, np.ndarray)) else [v]
for job in json.load(sys.stdin):
    names = {}
    try:
        exec("import functools\\nimport numpy as np\\n" + "\\n".join(job["lines"]), names)
        result = names[job["name"]](*map(given, job["args"]))
        answer = ["nan" if isinstance(x, complex) else float(x).hex() for x in flat(result)]
    except SyntaxError as error:
        raise error
    except Exception as error:
        answer = type(error).__name__
    print(json.dumps(answer))
`;

/**
 * What a script prints, with a stand-in for PyTorch that lies beside.
 *
 * @returns undefined where there is no Python with NumPy
 */
export function printedBy(script: string, input = ''): string[] | undefined {
  hasNumpy ??= spawnSync('python3', ['-c', 'import numpy']).status === 0;
  if (!hasNumpy) return undefined;
  const env = { ...process.env, PYTHONPATH: path.resolve('test/unit/source/python'), PYTHONDONTWRITEBYTECODE: '1' };
  const { status, stdout, stderr } = spawnSync('python3', ['-W', 'ignore', '-c', script], {
    ...{ input, encoding: 'utf8', env },
    maxBuffer: 100_000_000,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trimEnd().split('\n');
}
