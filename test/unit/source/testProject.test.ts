import * as assert from 'node:assert/strict';
import { exportOf } from '../../../src/source/exported';
import { parseScript } from '../../../src/source/script';
import { testSetup } from '../../../src/source/testProject';

describe('the exports of a module', () => {
  const of = (text: string, name = 'f') => {
    const found = exportOf(parseScript(text, 'typescript'), text, name);
    return found && `${found.isDefault ? 'default ' : ''}${found.name}`;
  };

  it('are found however they are written', () => {
    const cases: [text: string, name: string, found: string | undefined][] = [
      ['export function f(x: number) { return x; }', 'f', 'f'],
      ['export const g = 1, f = (x: number) => x;', 'f', 'f'],
      ['export class Loss { static mse(x: number) { return x; } }', 'Loss.mse', 'Loss'],
      ['const losses = { mse: (x: number) => x };\nexport { losses };', 'losses.mse', 'losses'],
      ['const f = (x: number) => x;\nexport { g, f as half };', 'f', 'half'],
      ['const f = (x: number) => x;\nexport { f as default };', 'f', 'default f'],
      ['export default function f(x: number) { return x; }', 'f', 'default f'],
      ['export default (x: number) => x;', 'default', 'default f'],
      ['const f = (x: number) => x;\nexport default f;', 'f', 'default f'],
      ['const f = x => x;\nmodule.exports = { g, f };', 'f', 'f'],
      ['exports.f = x => x;', 'f', 'f'],
      ['const f = x => x;\nmodule.exports = f;', 'f', 'default f'],
      ['const f = (x: number) => x;\nexport const g = f;', 'f', undefined],
      ["export { f } from './other';\nconst f = 1;", 'f', undefined],
      ['module.exports = { ff, of };', 'f', undefined],
      ['const f = (x: number) => x;\nexport default f(2);', 'f', undefined],
      ['const f = x => x;\nmodule.exports = { f: memo(f) };', 'f', undefined],
      ['const f = x => x;\nmodule.exports = { g: f };', 'f', 'g'],
      ['/*\nmodule.exports = { f };\nexports.f = f;\n*/', 'f', undefined],
      ['exports.f = memo(f);', 'f', undefined],
    ];
    for (const [text, name, found] of cases) assert.equal(of(text, name), found, text);
  });
});

describe('the setup of a test', () => {
  const of = (file: string, packages: object[], text = '') => {
    const { framework, isModule, file: test, module } = testSetup(file, text, packages);
    return `${framework} ${test} ${isModule ? 'imports' : 'requires'} ${module}`;
  };

  it('is that of the nearest project with a framework', () => {
    assert.equal(of('f.ts', [{}, { devDependencies: { vitest: '3' } }]), 'vitest f.gradient.test.ts imports ./f');
    assert.equal(of('f.ts', [{ devDependencies: { jest: '30' } }]), 'jest f.gradient.test.ts imports ./f');
    assert.equal(of('f.ts', [{ dependencies: { mocha: '11' } }]), 'mocha f.gradient.test.ts imports ./f');
    const script = { scripts: { test: 'node --test' }, devDependencies: { jest: '30' } };
    assert.equal(of('f.js', [script]), 'node:test f.gradient.test.js requires ./f.js');
    assert.equal(of('f.ts', []), 'node:test f.gradient.test.ts imports ./f.ts');
  });

  it('imports as the kind of the file asks for', () => {
    const esm = { type: 'module' };
    assert.equal(of('f.js', [esm]), 'node:test f.gradient.test.js imports ./f.js');
    assert.equal(of('f.js', [], 'export const f = 1;'), 'node:test f.gradient.test.js imports ./f.js');
    assert.equal(of('f.mjs', []), 'node:test f.gradient.test.mjs imports ./f.mjs');
    assert.equal(of('f.cjs', [esm]), 'node:test f.gradient.test.cjs requires ./f.cjs');
    assert.equal(of('f.js', [], '/*\nimport it\n*/'), 'node:test f.gradient.test.js requires ./f.js');
    assert.equal(of('view.tsx', []), 'node:test view.gradient.test.ts imports ./view');
    assert.equal(of('view.tsx', [{ devDependencies: { vitest: '3' } }]), 'vitest view.gradient.test.ts imports ./view');
    assert.equal(of('f.ts', [{ ...esm, devDependencies: { mocha: '11' } }]), 'mocha f.gradient.test.ts imports ./f.js');
    assert.equal(of('f.ts', [{ devDependencies: { tsx: '4' } }]), 'node:test f.gradient.test.ts imports ./f');
  });
});
