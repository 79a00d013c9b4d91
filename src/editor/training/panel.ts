import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { createOnlyPanel } from '../orphanPanels';
import type { Services } from '../services';
import { WebviewChannel } from '../webviewChannel';
import { panelIcon, webviewHtml, webviewOptions } from '../webviewHost';
import { follow } from './follow';
import { CURVES_PANEL } from './ids';
import { curvesRequestSchema, type CurvesRequest, type CurvesState } from './messages';
import type { Training } from './training';

/** The Training curves panel: what the training of this window does, drawn as it happens. */
export class CurvesPanel implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;

  /** Opens the panel beside the editor; the keyboard stays where it is. */
  static create(services: Services, training: Training): CurvesPanel {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const create = () => vscode.window.createWebviewPanel(CURVES_PANEL, l10n.t('Training Curves'), place);
    return new CurvesPanel(services, training, createOnlyPanel(CURVES_PANEL, create), false);
  }

  /** Takes over a panel that VS Code restored after a reload of the window. */
  static revive(services: Services, training: Training, panel: vscode.WebviewPanel): CurvesPanel {
    return new CurvesPanel(services, training, panel, true);
  }

  private constructor(
    services: Services,
    private readonly training: Training,
    private readonly panel: vscode.WebviewPanel,
    restored: boolean,
  ) {
    const { extensionUri } = services.context;
    const { session } = training;
    panel.iconPath = panelIcon(extensionUri);
    panel.webview.options = webviewOptions(extensionUri);
    const handle = (request: CurvesRequest) => this.handle(request);
    const channel = new WebviewChannel<CurvesRequest, CurvesState>(
      panel.webview,
      curvesRequestSchema,
      handle,
      services.log,
    );
    this.subscriptions = vscode.Disposable.from(
      channel,
      follow(session, channel, () => session.curvesState(restored)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) channel.pageGone();
      }),
    );
    panel.webview.html = webviewHtml(panel.webview, extensionUri, 'curves');
  }

  /** Calls back once when the tab was closed. */
  onDidClose(listener: () => void): void {
    this.panel.onDidDispose(() => {
      this.dispose();
      listener();
    });
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private handle(request: CurvesRequest): unknown {
    return request.kind === 'showTrainView' ? this.training.showView() : this.training.control(request);
  }
}
