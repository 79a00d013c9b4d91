import type { TestFramework } from '../words/gradientTest';

/** What of a `package.json` tells how a project is tested. */
export interface PackageJson {
  readonly type?: unknown;
  readonly scripts?: unknown;
  readonly dependencies?: unknown;
  readonly devDependencies?: unknown;
}

/** How a test is written in a project, and how it imports a file beside it. */
export interface TestSetup {
  readonly framework: TestFramework;
  readonly isTyped: boolean;
  /** Modules are imported; else they are required. */
  readonly isModule: boolean;
  /** The name of the test's file. */
  readonly file: string;
  /** The module of the file, as the test imports it. */
  readonly module: string;
}

/** What runs TypeScript with modules named as before, or as after, their translation. */
const TRANSLATORS = ['tsx', 'ts-node', 'jiti', '@swc-node/register', 'esbuild-register', 'ts-mocha'];

/**
 * How a test beside a file is written: by the framework of the nearest project that has one, else Node's own.
 *
 * @param file its name
 * @param text of the file
 * @param packages the `package.json` of the folders around it, the nearest first
 */
export function testSetup(file: string, text: string, packages: readonly PackageJson[]): TestSetup {
  const [, stem = file, kind = 'js'] = /^(.*)\.([cm]?[jt]sx?)$/.exec(file) ?? [];
  const isTyped = kind.includes('ts');
  const framework = packages.map(frameworkOf).find(each => each !== undefined) ?? 'node:test';
  const isEsm = kind.startsWith('m') || (!kind.startsWith('c') && packages[0]?.type === 'module');
  const isModule = isTyped || isEsm || /^\s*(?:export|import)\b/m.test(withoutComments(text));
  const translates = packages.some(each => TRANSLATORS.some(name => dependsOn(each, name)));
  const ending = isTyped ? endingOfTypeScript(kind, framework, isEsm, translates) : `.${kind}`;
  return {
    ...{ framework, isTyped, isModule },
    file: `${stem}.gradient.test.${kind.replace('x', '')}`,
    module: `./${stem}${ending}`,
  };
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, '');
}

function endingOfTypeScript(kind: string, framework: TestFramework, isEsm: boolean, translates: boolean): string {
  if (framework === 'vitest' || framework === 'jest') return '';
  // Node leaves out the types by itself, but not JSX.
  if (framework === 'node:test' && !translates && !kind.endsWith('x')) return `.${kind}`;
  return isEsm ? `.${kind.replace('ts', 'js').replace('x', '')}` : '';
}

function frameworkOf(project: PackageJson): TestFramework | undefined {
  const scripts = typeof project.scripts === 'object' && project.scripts !== null ? project.scripts : {};
  const script = 'test' in scripts && typeof scripts.test === 'string' ? scripts.test : '';
  for (const name of ['vitest', 'jest', 'mocha'] as const) if (new RegExp(`\\b${name}\\b`).test(script)) return name;
  if (/\bnode\b.*--test\b/.test(script)) return 'node:test';
  return (['vitest', 'jest', 'mocha'] as const).find(name => dependsOn(project, name));
}

function dependsOn({ dependencies, devDependencies }: PackageJson, name: string): boolean {
  return [dependencies, devDependencies].some(
    each => typeof each === 'object' && each !== null && Object.hasOwn(each, name),
  );
}
