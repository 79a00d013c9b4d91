import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { LOSS_PANEL, EVALUATE_LOSS } from '../../../src/editor/loss/ids';
import { CURVES_PANEL, SHOW_CURVES, TRAIN, TRAIN_VIEW } from '../../../src/editor/training/ids';
import { DEFAULT_LOSS_OPTIONS } from '../../../src/numerics/losses';
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
  readonly contributes: {
    readonly commands: { command: string; title: string; category: string }[];
    readonly viewsContainers: { activitybar: { id: string; icon: string }[] };
    readonly views: Record<string, { id: string; icon: string }[]>;
    readonly menus: Record<string, { command: string }[]>;
    readonly configuration: { properties: Record<string, { default: unknown }> };
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
      [EVALUATE_LOSS, TRAIN, SHOW_CURVES],
    );
    assert.equal(registrations.length, contributes.commands.length);
    for (const { category } of contributes.commands) assert.equal(category, 'Nabla');
  });

  it('puts only declared commands into menus', () => {
    const declared = contributes.commands.map(({ command }) => command);
    const used = Object.values(contributes.menus).flatMap(items => items.map(({ command }) => command));
    for (const command of used) assert.ok(declared.includes(command), command);
  });

  it('activates for the panels that can be restored, and nothing broader', () => {
    const panels = manifest.activationEvents.filter(event => event.startsWith('onWebviewPanel:'));
    assert.deepEqual(panels, [`onWebviewPanel:${LOSS_PANEL}`, `onWebviewPanel:${CURVES_PANEL}`]);
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
    assert.deepEqual(Object.keys(properties), ['nabla.loss.delta']);
    assert.equal(properties['nabla.loss.delta']!.default, DEFAULT_LOSS_OPTIONS.delta);
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
