import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Compiles in a process of its own: the compiler looks at what is global. */
function compile(entry: string): Buffer {
  const compiler = JSON.stringify(path.resolve('src', 'kernels', 'assembly', 'compile.js'));
  const code = `require(${compiler}).compile(${JSON.stringify(entry)}, 'simd128').then(bytes => process.stdout.write(bytes))`;
  return execFileSync(process.execPath, ['-e', code]);
}

/** A multiplication of doubles. */
const MULTIPLY = 0xa2;

describe('compiling AssemblyScript', () => {
  it('leaves no operation out that could round or tell a NaN', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nabla-'));
    try {
      const entry = path.join(folder, 'entry.ts');
      fs.writeFileSync(entry, 'export function f(x: f64): f64 { return 1 * x - x; }');
      const bytes = compile(entry);
      const { instance } = await WebAssembly.instantiate(Uint8Array.from(bytes));
      const f = instance.exports['f'] as (x: number) => number;
      assert.deepEqual([f(2), f(Infinity), f(NaN)], [0, NaN, NaN]);
      assert.ok(bytes.includes(MULTIPLY));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
