import * as assert from 'node:assert/strict';
import Module from 'node:module';
import * as path from 'node:path';
import { ROOT } from '../house/files';

interface Disposable {
  dispose(): void;
}

type Load = (request: string, ...rest: unknown[]) => unknown;

/** A stand-in for the API that counts what is registered and not disposed of. */
function countingVscode() {
  const open = new Set<string>();
  const register = (name: string): Disposable => {
    assert.ok(!open.has(name), `${name} is registered twice`);
    open.add(name);
    return { dispose: () => open.delete(name) };
  };
  const vscode = {
    l10n: { bundle: undefined },
    languages: {
      registerCodeLensProvider: () => register('lenses'),
      registerCodeActionsProvider: () => register('quick fixes'),
    },
    CodeActionKind: { QuickFix: 'quickfix' },
    TestRunProfileKind: { Run: 1 },
    tests: {
      createTestController: (id: string) => ({ ...register(`tests ${id}`), createRunProfile: () => undefined }),
    },
    workspace: {
      textDocuments: [],
      onDidOpenTextDocument: () => register('opened documents'),
      onDidChangeTextDocument: () => register('changed documents'),
      onDidCloseTextDocument: () => register('closed documents'),
      onDidSaveTextDocument: () => register('saved documents'),
      getConfiguration: () => ({ get: (_name: string, fallback: unknown) => fallback }),
      onDidChangeConfiguration: () => register('changes of settings'),
    },
    commands: { registerCommand: (id: string) => register(id) },
    window: {
      createOutputChannel: (name: string) => register(`channel ${name}`),
      registerWebviewViewProvider: (id: string) => register(`view ${id}`),
      registerWebviewPanelSerializer: (type: string) => register(`serializer ${type}`),
    },
    Disposable: { from: (...all: Disposable[]) => ({ dispose: () => all.forEach(each => each.dispose()) }) },
  };
  return { vscode, open };
}

describe('activation', () => {
  it('registers everything, and leaves nothing when it is disposed of', () => {
    const { vscode, open } = countingVscode();
    const loader = Module as unknown as { _load: Load };
    const load = loader._load;
    loader._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));
    const file = path.join(ROOT, 'dist', 'extension.js');
    try {
      const { activate } = load(file, null, false) as { activate: (context: object) => unknown };
      const subscriptions: Disposable[] = [];
      activate({ subscriptions });
      for (const one of [
        'nabla.evaluateLoss',
        'serializer nabla.loss',
        'nabla.computeGradient',
        'lenses',
        'serializer nabla.gradient',
        'nabla.checkGradient',
        'tests nabla.gradientChecks',
        'quick fixes',
        'view nabla.train',
        'serializer nabla.curves',
      ])
        assert.ok(open.has(one), one);
      subscriptions.forEach(subscription => subscription.dispose());
      assert.deepEqual([...open], []);
    } finally {
      loader._load = load;
      delete require.cache[file];
    }
  });
});
