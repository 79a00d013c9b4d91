import type * as v from 'valibot';
import * as vscode from 'vscode';
import { createOnlyPanel } from './orphanPanels';
import { otherColumn } from './reveal';
import type { Services } from './services';
import { WebviewChannel } from './webviewChannel';
import { panelIcon, webviewHtml, webviewOptions, type Page } from './webviewHost';

/** What makes one kind of panel different from another. */
export interface PanelKind<Request> {
  readonly viewType: string;
  readonly page: Page;
  readonly requests: v.GenericSchema<unknown, Request>;
}

/** Opens the only panel of its view type beside the editor, which keeps the keyboard. */
export function openBeside(viewType: string, title: string): vscode.WebviewPanel {
  const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  return createOnlyPanel(viewType, () => vscode.window.createWebviewPanel(viewType, title, place));
}

/** A panel with its page and the channel to it; created and restored alike. */
export abstract class PagePanel<Request, State> {
  protected readonly channel: WebviewChannel<Request, State>;
  /** What ends with the panel. */
  protected readonly subscriptions: vscode.Disposable[] = [];

  protected constructor(
    protected readonly services: Services,
    protected readonly panel: vscode.WebviewPanel,
    kind: PanelKind<Request>,
  ) {
    const { extensionUri } = services.context;
    panel.iconPath = panelIcon(extensionUri);
    panel.webview.options = webviewOptions(extensionUri);
    this.channel = new WebviewChannel(panel.webview, kind.requests, request => this.handle(request), services.log);
    this.subscriptions.push(
      this.channel,
      panel.onDidDispose(() => {
        this.closed();
        for (const subscription of this.subscriptions) subscription.dispose();
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.channel.pageGone();
      }),
    );
    panel.webview.html = webviewHtml(panel.webview, extensionUri, kind.page);
  }

  /** Carries out a request of the page; what it returns goes back to the page. */
  protected abstract handle(request: Request): unknown;

  /** The tab was closed by the person. A reload of the window does not come here. */
  protected abstract closed(): void;

  /** Shows the panel without hiding the editor in use; the keyboard stays where it is. */
  protected toFront(): void {
    const inUse = vscode.window.activeTextEditor?.viewColumn;
    const hides = inUse !== undefined && inUse === this.panel.viewColumn;
    this.panel.reveal(hides ? otherColumn(inUse) : undefined, true);
  }
}
