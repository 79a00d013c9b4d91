import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CHECK_GRADIENT } from '../../../src/editor/checks/ids';
import { CLEAR_INLINE_RESULTS, COMPUTE_GRADIENT, GRADIENT_PANEL } from '../../../src/editor/gradient/ids';
import { LOSS_PANEL, EVALUATE_LOSS } from '../../../src/editor/loss/ids';
import { CURVES_PANEL, SHOW_CURVES, TRAIN, TRAIN_VIEW } from '../../../src/editor/training/ids';
import { MOST_THREADS } from '../../../src/kernels/kernels';
import { DEFAULT_LOSS_OPTIONS } from '../../../src/numerics/lossOptions';
import { DEFAULT_LIMITS, MINIMUM_LIMITS } from '../../../src/processes/evaluate/client';
import { ROOT, filesBelow, readJson, readText } from './files';

interface Manifest {
  readonly main: string;
  readonly l10n: string;
  readonly icon: string;
  readonly bin: Record<string, string>;
  readonly activationEvents: string[];
  readonly engines: { vscode: string };
  readonly devDependencies: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly commands: { command: string; title: string; category: string }[];
    readonly viewsContainers: { activitybar: { id: string; icon: string }[] };
    readonly views: Record<string, { id: string; icon: string }[]>;
    readonly menus: Record<string, { command: string; when: string }[]>;
    readonly configuration: { properties: Record<string, { default: unknown; minimum?: number; enum?: unknown[] }> };
  };
}

const manifest = readJson<Manifest>('package.json');
const { contributes } = manifest;

/** All texts of the extension's side, to look for what they register. */
const editorSource = ['src/extension.ts', ...filesBelow('src/editor', '.ts')].map(readText).join('\n');

describe('manifest', () => {
  it('declares the commands that are registered, and no other', () => {
    const registrations = editorSource.match(/registerCommand\(/g) ?? [];
    assert.deepEqual(
      contributes.commands.map(({ command }) => command),
      [EVALUATE_LOSS, COMPUTE_GRADIENT, CHECK_GRADIENT, CLEAR_INLINE_RESULTS, TRAIN, SHOW_CURVES],
    );
    assert.equal(registrations.length, contributes.commands.length);
    for (const { category } of contributes.commands) assert.equal(category, 'Nabla');
  });

  it('puts only declared commands into menus', () => {
    const declared = contributes.commands.map(({ command }) => command);
    const used = Object.values(contributes.menus).flatMap(items => items.map(({ command }) => command));
    for (const command of used) assert.ok(declared.includes(command), command);
  });

  it('offers the losses where something is selected, or the cursor may be on an array', () => {
    const { when } = contributes.menus['editor/context']!.find(({ command }) => command === EVALUATE_LOSS)!;
    const [selected, ...others] = when.split(' || ');
    assert.equal(selected, 'editorHasSelection');
    const offered = (key: string, value: string) =>
      others.some(each => {
        const [, name, pattern] = /^(\w+) =~ \/(.*)\/$/.exec(each)!;
        return name === key && new RegExp(pattern!).test(value);
      });
    for (const language of ['typescript', 'javascriptreact', 'python', 'json', 'jsonc', 'julia', 'r', 'csv', 'tsv'])
      assert.ok(offered('editorLangId', language), language);
    for (const ending of ['.csv', '.tsv']) assert.ok(offered('resourceExtname', ending), ending);
    for (const language of ['markdown', 'plaintext', 'git-commit', 'html', 'rust'])
      assert.ok(!offered('editorLangId', language), language);
  });

  it('activates for the panels that can be restored, and nothing broader', () => {
    const panels = manifest.activationEvents.filter(event => event.startsWith('onWebviewPanel:'));
    assert.deepEqual(
      panels,
      [LOSS_PANEL, GRADIENT_PANEL, CURVES_PANEL].map(panel => `onWebviewPanel:${panel}`),
    );
    for (const event of manifest.activationEvents) assert.match(event, /^(onLanguage|onWebviewPanel):[\w.]+$/);
  });

  it('declares the views that are registered, in a container that is declared', () => {
    const views = Object.values(contributes.views).flat();
    assert.deepEqual(
      views.map(({ id }) => id),
      [TRAIN_VIEW],
    );
    assert.equal((editorSource.match(/registerWebviewViewProvider\(/g) ?? []).length, views.length);
    const containers = contributes.viewsContainers.activitybar;
    assert.deepEqual(
      containers.map(({ id }) => id),
      Object.keys(contributes.views),
    );
    for (const { icon } of [...views, ...containers]) assert.ok(fs.existsSync(path.join(ROOT, icon)), icon);
  });

  it('has settings whose defaults are those of the code', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, each.default])), {
      'nabla.loss.delta': DEFAULT_LOSS_OPTIONS.delta,
      'nabla.codeLens.enabled': true,
      'nabla.inlineResults.enabled': true,
      'nabla.gradient.method': 'adaptive',
      'nabla.check.onSave': false,
      'nabla.training.threads': 'auto',
      'nabla.evaluation.timeout': DEFAULT_LIMITS.timeout,
      'nabla.evaluation.memory': DEFAULT_LIMITS.memory,
    });
    const numbers = Array.from({ length: MOST_THREADS }, (_, i) => i + 1);
    assert.deepEqual(properties['nabla.training.threads']!.enum, ['auto', ...numbers]);
    assert.equal(properties['nabla.evaluation.timeout']!.minimum, MINIMUM_LIMITS.timeout);
    assert.equal(properties['nabla.evaluation.memory']!.minimum, MINIMUM_LIMITS.memory);
  });

  it('takes limits of what user code may do from nobody who is not trusted', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    const limits = Object.keys(contributes.configuration.properties).filter(name =>
      name.startsWith('nabla.evaluation.'),
    );
    assert.deepEqual(restrictedConfigurations, limits);
  });

  it('has every string it refers to, and refers to every string', () => {
    const used = [...readText('package.json').matchAll(/"%([^%"]+)%"/g)].map(match => match[1]!);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(readJson<object>('package.nls.json')).sort());
  });

  it('points at files that exist', () => {
    for (const file of [manifest.main, manifest.l10n, manifest.icon, ...Object.values(manifest.bin)]) {
      assert.ok(fs.existsSync(path.join(ROOT, file)), file);
    }
  });

  it('pins every dependency, bundles all of them, and asks for no newer VS Code than its types', () => {
    assert.equal(manifest.dependencies, undefined);
    for (const [name, version] of Object.entries(manifest.devDependencies)) assert.match(version, /^\d/, name);
    const types = manifest.devDependencies['@types/vscode']!.split('.').slice(0, 2).join('.');
    assert.equal(manifest.engines.vscode, `^${types}.0`);
  });
});
