import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMPUTE_GRADIENT, GRADIENT_PANEL } from '../../src/editor/gradient/ids';
import type { GradientRequest, GradientState, ShownGradient } from '../../src/editor/gradient/messages';
import { answerInput, editorWith, until } from './helpers';
import { WatchedPanels } from './watchedPanels';

/** The Gradient pages, watched. */
class GradientPanels extends WatchedPanels<GradientRequest, GradientState> {
  /** The gradient that is shown now; waits for one. */
  shown(holds: (state: ShownGradient) => boolean = () => true, what = 'a gradient is shown') {
    return this.state(what, (state): state is ShownGradient => state.kind === 'gradient' && holds(state));
  }

  /** The gradient at a point, as soon as it is shown. */
  at(point: string): Promise<ShownGradient> {
    return this.shown(state => state.point === point, `the gradient at ${point} is shown`);
  }

  /** The gradient with all that is drawn of it at its point. */
  drawn(): Promise<ShownGradient> {
    return this.shown(({ plots }) => plots?.steps !== undefined, 'the plots are shown');
  }

  failed(what = 'it has failed') {
    return this.state(what, (state): state is Failed => state.kind === 'failed');
  }

  /** Opens a new file, computes the gradient of the function in which something stands, and waits for it. */
  async open(content: string, at: string, point: string): Promise<vscode.TextEditor> {
    const editor = await editorWith(content, at);
    await computeAt(point);
    await this.state('something is shown', () => true);
    return editor;
  }
}

type Failed = Extract<GradientState, { kind: 'failed' }>;

/** Runs the command on the function at the cursor. */
export async function computeAt(point: string): Promise<void> {
  await answerInput(point, () => vscode.commands.executeCommand(COMPUTE_GRADIENT));
}

/** The derivative with respect to a variable. */
export function derivative({ variables }: ShownGradient, variable = 0): number | null {
  return variables[variable]!.derivative;
}

/** Gradient panels watched while the tests of a suite run; each begins without any editor or panel. */
export function watchedGradientPanels(): GradientPanels {
  return new GradientPanels(GRADIENT_PANEL).whileTesting();
}

/** The book's function of one variable, whose derivative is 0.02x + 0.1. */
export const BOOK = 'export function f(x: number): number {\n  return 0.01 * x ** 2 + 0.1 * x;\n}\n';

/** The book's bowl, whose gradient is 2x. */
export const BOWL = 'export const bowl = (x: number[]): number => x[0] ** 2 + x[1] ** 2;\n';

/** Asserts that a number is another one but for rounding. */
export function near(found: number | null | undefined, expected: number): void {
  const isNear = typeof found === 'number' && Math.abs(found - expected) <= 1e-9 * Math.abs(expected) + 1e-12;
  assert.ok(isNear, `${found} instead of ${expected}`);
}

/** The results that stand after lines of the editors in sight, when they are painted next: those of now, and older ones. */
export async function inlineTexts(): Promise<{ fresh: string[]; stale: string[] }> {
  const painted: string[][] = [];
  const setDecorations = (_type: unknown, options: readonly vscode.DecorationOptions[]) =>
    painted.push(options.map(({ renderOptions }) => renderOptions!.after!.contentText!));
  const editors = vscode.window.visibleTextEditors.map(({ document }) => ({ document, setDecorations }));
  const original = Object.getOwnPropertyDescriptor(vscode.window, 'visibleTextEditors')!;
  Object.defineProperty(vscode.window, 'visibleTextEditors', { configurable: true, get: () => editors });
  const configuration = vscode.workspace.getConfiguration('nabla.inlineResults');
  try {
    await configuration.update('enabled', true, true); // has them painted
    await until('they are painted', () => painted.length >= 2 * editors.length);
  } finally {
    Object.defineProperty(vscode.window, 'visibleTextEditors', original);
    await configuration.update('enabled', undefined, true);
  }
  const [fresh, stale] = painted.slice(-2);
  return { fresh: fresh!, stale: stale! };
}

/** Listeners of VS Code's events that are added while something runs and are still there after it. */
export async function listenersLeft(run: () => Promise<void>): Promise<string[]> {
  const left: string[] = [];
  const restore = [vscode.workspace, vscode.window].flatMap(namespace =>
    Object.entries(Object.getOwnPropertyDescriptors(namespace))
      .filter(([name]) => name.startsWith('onDid'))
      .map(([name, descriptor]) => {
        const event = Reflect.get(namespace, name) as vscode.Event<unknown>;
        const counted: vscode.Event<unknown> = (...args) => {
          left.push(name);
          const subscription = event(...args);
          return new vscode.Disposable(() => {
            left.splice(left.indexOf(name), 1);
            subscription.dispose();
          });
        };
        Object.defineProperty(namespace, name, { configurable: true, get: () => counted });
        return () => Object.defineProperty(namespace, name, descriptor);
      }),
  );
  try {
    await run();
  } finally {
    for (const each of restore) each();
  }
  return left;
}
