// Compiles the kernels for WebAssembly; what was compiled of the same text before is taken from a cache.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const CACHE = path.resolve(__dirname, '../../../node_modules/.cache/nabla-kernels');

const FEATURES = { relaxed: 'simd,threads,relaxed-simd', simd128: 'simd,threads' };

const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub'];

const MEMORY = [
  ...['--memoryBase', '2048'], // constants; before it is what threads tell each other
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '32768'],
];

/**
 * Functions that stay functions of their own, by the names that the compiler gives them: innermost loops that need all
 * registers are several times slower within a large function.
 */
const SEPARATE = ['*/tiles/*', '*/sparseTiles/*'];

class KeepSeparate {
  afterCompile(module) {
    for (const names of SEPARATE) {
      this.binaryen.setPassArgument('no-inline', names);
      module.runPasses(['no-inline']);
    }
    this.binaryen.clearPassArguments();
  }
}

/** Optimizing asks for fast arithmetic, which need not keep the sign of 0 nor NaN: here every bit counts. */
class KeepRounding {
  afterCompile() {
    this.program.module.setFastMath = () => this.binaryen.setFastMath(false);
  }
}

/** What decides how the compiled kernels look. */
function fingerprint() {
  const hash = createHash('sha256').update(require('assemblyscript/package.json').version);
  const files = [...readdirSync(__dirname).sort(), '../operations.ts', '../slopeConstants.ts'];
  for (const file of files) hash.update(file).update(readFileSync(path.join(__dirname, file)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * Compiles AssemblyScript.
 *
 * @param {string} entry the file to begin with
 * @param {'relaxed' | 'simd128'} build
 * @param {readonly string[]} options further ones
 * @returns {Promise<Uint8Array>}
 */
async function compile(entry, build, options = []) {
  const { default: asc } = await import('assemblyscript/asc');
  let bytes;
  const { error, stderr } = await asc.main(
    [entry, '--outFile', 'compiled.wasm', '--enable', FEATURES[build], ...OPTIONS, ...options],
    {
      readFile: (name, base) => read(path.resolve(base, name)),
      writeFile: (name, data) => (bytes = data),
      transforms: [KeepSeparate, KeepRounding],
    },
  );
  if (error) throw new Error(`${stderr.toString()}${error.message}`);
  return bytes;
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/**
 * The compiled kernels, by build.
 *
 * @returns {Promise<Record<'relaxed' | 'simd128', Buffer>>}
 */
async function compiledKernels() {
  mkdirSync(CACHE, { recursive: true });
  const name = fingerprint();
  const kernels = {};
  for (const build of Object.keys(FEATURES)) {
    const file = path.join(CACHE, `${name}-${build}.wasm`);
    if (!existsSync(file)) {
      const whole = `${file}.${process.pid}`; // another build may be looking
      writeFileSync(whole, await compile(path.join(__dirname, 'index.ts'), build, MEMORY));
      renameSync(whole, file);
    }
    kernels[build] = readFileSync(file);
  }
  return kernels;
}

module.exports = { compile, compiledKernels };
