import * as vscode from 'vscode';
import { COMPUTE_GRADIENT, GRADIENT_PANEL } from '../../src/editor/gradient/ids';
import type { GradientRequest, GradientState, ShownGradient } from '../../src/editor/gradient/messages';
import { answerInput, editorWith } from './helpers';
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
