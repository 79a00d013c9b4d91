// Builds every target: `node esbuild.js [--production] [--watch]`.
//   dist/  what is shipped: the extension, the command line and the pages
//   out/   tests and the modules they import, file by file (not with --production)
const { build, context } = require('esbuild');
const { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { globSync } = require('tinyglobby');
const { compiledKernels } = require('./src/kernels/assembly/compile.js');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** The oldest Node that VS Code 1.99 and the command line run on, and the browser in VS Code 1.99. */
const NODE = 'node20';
const BROWSER = 'chrome132';

/** What the text of the program takes from package.json. */
const define = { __NABLA_VERSION__: JSON.stringify(require('./package.json').version) };

const common = {
  bundle: true,
  define,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  logOverride: { 'empty-import-meta': 'silent' },
};

/** What several child processes load, and is large: a file of its own beside theirs, by its package. */
const SHARED = { jiti: 'jiti', '@babel/parser': 'babelParser' };

function shareAcrossBundles(build) {
  build.onResolve({ filter: /^(jiti|@babel\/parser)$/ }, ({ path: name, kind }) =>
    kind === 'entry-point' ? undefined : { path: `./${SHARED[name]}.js`, external: true },
  );
}

const node = {
  ...common,
  entryPoints: {
    extension: 'src/extension.ts',
    cli: 'src/cli.ts',
    evaluate: 'src/processes/evaluate/entry.ts',
    train: 'src/processes/train/entry.ts',
    guardThread: 'src/processes/guardThread.ts', // in every child process
    kernelThread: 'src/kernels/webassembly/kernelThread.ts', // in the train process
    ...Object.fromEntries(Object.entries(SHARED).map(([name, file]) => [file, require.resolve(name)])),
  },
  outdir: 'dist',
  platform: 'node',
  format: 'cjs',
  target: NODE,
  external: ['vscode'],
  plugins: [{ name: 'shared', setup: shareAcrossBundles }],
};

const pages = {
  ...common,
  entryPoints: Object.fromEntries(
    ['loss', 'gradient', 'train', 'curves'].map(page => [page, `webview/${page}/main.ts`]),
  ),
  outdir: 'dist/webview',
  platform: 'browser',
  format: 'iife',
  target: BROWSER,
};

const tests = {
  // What is compiled to WebAssembly is another language.
  entryPoints: globSync(['{src,webview,test}/**/*.ts', '!**/assembly/**'], { ignore: ['**/node_modules/**'] }),
  outdir: 'out',
  outbase: '.',
  platform: 'node',
  format: 'cjs',
  target: NODE,
  define,
  sourcemap: 'linked',
  logLevel: 'warning',
};

/** The icon font and its style sheet are links of the page, not part of a bundle: form controls look them up by id. */
function copyIcons() {
  const codicons = path.dirname(require.resolve('@vscode/codicons/dist/codicon.css'));
  mkdirSync('dist/webview', { recursive: true });
  for (const file of ['codicon.css', 'codicon.ttf']) cpSync(path.join(codicons, file), path.join('dist/webview', file));
}

/** The packages that end up in a bundle, from esbuild's account of its inputs. */
function bundledPackages(inputs) {
  const names = inputs.map(input => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  return [...new Set(names.filter(name => name !== undefined)), '@vscode/codicons'].sort();
}

/** The licences of everything shipped that is not ours. */
function notices(packages) {
  const texts = packages.map(name => {
    const folder = path.join('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find(entry => /^licen[cs]e(\.|$)/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(path.join(folder, file), 'utf8').trim() : ''}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

/** Writes the JSON schema of training configurations, which is made of the one that checks them. */
async function writeSchema() {
  const bundled = await build({
    ...common,
    entryPoints: ['src/training/jsonSchema.ts'],
    outdir: 'dist',
    platform: 'node',
    format: 'cjs',
    target: NODE,
    sourcemap: false,
    write: false,
  });
  const module = { exports: {} };
  new Function('module', 'require', bundled.outputFiles[0].text)(module, require);
  writeFileSync('dist/nabla.schema.json', `${JSON.stringify(module.exports.configJsonSchema(), null, 1)}\n`);
}

/** Writes the compiled kernels into `kernels` beside the files that load them. */
async function writeKernels(folders) {
  for (const [build, bytes] of Object.entries(await compiledKernels())) {
    for (const folder of folders) {
      mkdirSync(path.join(folder, 'kernels'), { recursive: true });
      writeFileSync(path.join(folder, 'kernels', `${build}.wasm`), bytes);
    }
  }
}

/** Writes the licence notices, and what the bundles contain for the tests of the package. */
function finish(results) {
  const inputs = Object.assign({}, ...results.map(result => result.metafile.inputs));
  const outputs = Object.assign({}, ...results.map(result => result.metafile.outputs));
  writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(bundledPackages(Object.keys(inputs))));
  mkdirSync('out', { recursive: true });
  writeFileSync('out/metafile.json', JSON.stringify({ inputs, outputs }));
}

async function main() {
  const targets = production ? [node, pages] : [node, pages, tests];
  rmSync('dist', { recursive: true, force: true });
  copyIcons();
  await writeSchema();
  if (watch) {
    await writeKernels(['dist', 'out/src/kernels/webassembly']);
    const contexts = await Promise.all(targets.map(target => context({ ...target, logLevel: 'info' })));
    await Promise.all(contexts.map(each => each.watch()));
    return;
  }
  if (!production)
    for (const folder of ['src', 'webview', 'test']) rmSync(path.join('out', folder), { recursive: true, force: true });
  await writeKernels(production ? ['dist'] : ['dist', 'out/src/kernels/webassembly']);
  const results = await Promise.all(targets.map(target => build(target)));
  finish(results.filter(result => result.metafile));
}

main().catch(error => {
  if (!error.errors) console.error(error.message); // esbuild has printed its own
  process.exit(1);
});
