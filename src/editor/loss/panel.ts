import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../numerics/problem';
import { lossReportJson, lossReportMarkdown } from '../../words/lossReport';
import { createOnlyPanel } from '../orphanPanels';
import type { Services } from '../services';
import { WebviewChannel } from '../webviewChannel';
import { panelIcon, webviewHtml, webviewOptions } from '../webviewHost';
import { compare, evaluate, fileName, fromKept, swapRoles, toKept, type ComparedArrays } from './comparison';
import { openExample } from './example';
import { LOSS_PANEL } from './ids';
import { lossRequestSchema, type LossRequest, type LossState } from './messages';
import { lossOptions } from './settings';

/** Where workspace state keeps the arrays of the open panel. */
const KEPT = 'nabla.loss.arrays';

/** The Loss panel: there is one, beside the editor, and each evaluation replaces what it shows. */
export class LossPanel {
  private static current: LossPanel | undefined;

  private readonly channel: WebviewChannel<LossRequest, LossState>;
  private readonly subscriptions: vscode.Disposable[] = [];
  private arrays: ComparedArrays | undefined;

  /** Shows a comparison in the panel, opening it beside the editor where it is not open yet. */
  static show(services: Services, arrays: ComparedArrays): void {
    const comparison = compare(arrays, lossOptions()); // first: without one, no panel opens
    LossPanel.current ??= LossPanel.create(services);
    LossPanel.current.showComparison(arrays, comparison);
    LossPanel.current.panel.reveal(undefined, true);
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
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const create = () => vscode.window.createWebviewPanel(LOSS_PANEL, l10n.t('Loss'), place);
    return new LossPanel(services, createOnlyPanel(LOSS_PANEL, create));
  }

  private constructor(
    private readonly services: Services,
    private readonly panel: vscode.WebviewPanel,
  ) {
    const { extensionUri } = services.context;
    panel.iconPath = panelIcon(extensionUri);
    panel.webview.options = webviewOptions(extensionUri);
    this.channel = new WebviewChannel(panel.webview, lossRequestSchema, request => this.handle(request), services.log);
    this.subscriptions.push(
      this.channel,
      panel.onDidDispose(() => this.closed()),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.channel.pageGone();
      }),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('nabla.loss')) this.optionsChanged();
      }),
    );
    panel.webview.html = webviewHtml(panel.webview, extensionUri, 'loss');
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

  private handle(request: LossRequest): unknown {
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
  }

  private swap(): void {
    const swapped = swapRoles(this.shown());
    this.showComparison(swapped, compare(swapped, lossOptions()));
  }

  /** @throws Problem `document-gone` where the array's document was deleted or thrown away */
  private async reveal(which: 'prediction' | 'target'): Promise<void> {
    const { uri, [which]: array } = this.shown();
    const position = new vscode.Position(array.line - 1, 0);
    const shownIn = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
    try {
      await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
        viewColumn: shownIn?.viewColumn ?? vscode.ViewColumn.One,
        selection: new vscode.Range(position, position),
      });
    } catch {
      throw new Problem('document-gone', { file: fileName(uri) });
    }
  }

  /** Asks for the form and copies; the page's request is answered without waiting for the person. */
  private copy(): void {
    const report = evaluate(this.shown(), lossOptions());
    const forms = [
      { label: l10n.t('Copy as Markdown'), text: lossReportMarkdown },
      { label: l10n.t('Copy as JSON'), text: lossReportJson },
    ];
    void vscode.window
      .showQuickPick(forms, { title: l10n.t('Copy the losses') })
      .then(form => form && vscode.env.clipboard.writeText(form.text(report)));
  }

  /** @throws Problem `not-restored` where there are no arrays */
  private shown(): ComparedArrays {
    if (!this.arrays) throw new Problem('not-restored');
    return this.arrays;
  }

  /** The tab was closed: nothing of it is kept. A reload of the window does not come here. */
  private closed(): void {
    if (LossPanel.current === this) LossPanel.current = undefined;
    void this.services.context.workspaceState.update(KEPT, undefined);
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
