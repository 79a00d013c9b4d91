import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../numerics/problem';
import { lossReportJson, lossReportMarkdown } from '../../words/lossReport';
import { copyAs } from '../copyAs';
import { openBeside, PagePanel, type PanelKind } from '../pagePanel';
import { revealLine } from '../reveal';
import type { Services } from '../services';
import { compare, evaluate, fromKept, swapRoles, toKept, type ComparedArrays } from './comparison';
import { openExample } from './example';
import { LOSS_PANEL } from './ids';
import { lossRequestSchema, type LossRequest, type LossState } from './messages';
import { lossOptions } from './settings';

/** Where workspace state keeps the arrays of the open panel. */
const KEPT = 'nabla.loss.arrays';

const KIND: PanelKind<LossRequest> = { viewType: LOSS_PANEL, page: 'loss', requests: lossRequestSchema };

const FORMS = { markdown: lossReportMarkdown, json: lossReportJson };

/** The Loss panel: there is one, beside the editor, and each evaluation replaces what it shows. */
export class LossPanel extends PagePanel<LossRequest, LossState> {
  private static current: LossPanel | undefined;

  private arrays: ComparedArrays | undefined;

  /** Shows a comparison in the panel, opening it beside the editor where it is not open yet. */
  static show(services: Services, arrays: ComparedArrays): void {
    const comparison = compare(arrays, lossOptions()); // first: without one, no panel opens
    LossPanel.current ??= LossPanel.create(services);
    LossPanel.current.showComparison(arrays, comparison);
    LossPanel.current.toFront();
  }

  /** Takes over a panel that VS Code restored after a reload of the window. */
  static revive(services: Services, panel: vscode.WebviewPanel): void {
    if (LossPanel.current) {
      panel.dispose(); // a newer one was opened meanwhile
      return;
    }
    LossPanel.current = new LossPanel(services, panel);
    LossPanel.current.restore();
  }

  private static create(services: Services): LossPanel {
    return new LossPanel(services, openBeside(LOSS_PANEL, l10n.t('Loss')));
  }

  private constructor(services: Services, panel: vscode.WebviewPanel) {
    super(services, panel, KIND);
    this.subscriptions.push(
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('nabla.loss')) this.optionsChanged();
      }),
    );
  }

  private restore(): void {
    this.arrays = fromKept(this.services.context.workspaceState.get(KEPT));
    this.channel.setState(
      this.arrays
        ? compare(this.arrays, lossOptions())
        : { kind: 'unavailable', problem: { code: 'not-restored', args: {} } },
    );
  }

  private showComparison(arrays: ComparedArrays, comparison: LossState): void {
    this.arrays = arrays;
    this.channel.setState(comparison);
    void this.services.context.workspaceState.update(KEPT, toKept(arrays));
  }

  protected handle(request: LossRequest): unknown {
    switch (request.kind) {
      case 'swap':
        return this.swap();
      case 'reveal':
        return this.reveal(request.array);
      case 'copy':
        return this.copy();
      case 'showExample':
        return this.showExample();
    }
  }

  private optionsChanged(): void {
    if (this.arrays) this.channel.setState(compare(this.arrays, lossOptions()));
  }

  private async showExample(): Promise<void> {
    const arrays = await openExample(this.services);
    this.showComparison(arrays, compare(arrays, lossOptions()));
    this.toFront();
  }

  private swap(): void {
    const swapped = swapRoles(this.shown());
    this.showComparison(swapped, compare(swapped, lossOptions()));
  }

  /** @throws Problem `document-gone` where the array's document was deleted or thrown away */
  private async reveal(which: 'prediction' | 'target'): Promise<void> {
    const { uri, [which]: array } = this.shown();
    await revealLine(uri, array.line);
  }

  private copy(): void {
    copyAs(l10n.t('Copy the losses'), evaluate(this.shown(), lossOptions()), FORMS);
  }

  /** @throws Problem `not-restored` where there are no arrays */
  private shown(): ComparedArrays {
    if (!this.arrays) throw new Problem('not-restored');
    return this.arrays;
  }

  /** Nothing of it is kept. */
  protected closed(): void {
    if (LossPanel.current === this) LossPanel.current = undefined;
    void this.services.context.workspaceState.update(KEPT, undefined);
  }
}
