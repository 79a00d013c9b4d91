import * as vscode from 'vscode';
import type { Services } from '../services';
import { WebviewChannel } from '../webviewChannel';
import { webviewHtml, webviewOptions } from '../webviewHost';
import { follow } from './follow';
import { trainRequestSchema, type TrainState, type TrainViewRequest } from './messages';
import { askForFile } from './sources';
import type { Training } from './training';

/** The Train view: the form, the buttons and small live curves. */
export class TrainView implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;

  constructor(
    services: Services,
    private readonly training: Training,
    view: vscode.WebviewView,
  ) {
    const { extensionUri } = services.context;
    const { session } = training;
    view.webview.options = webviewOptions(extensionUri);
    const handle = (request: TrainViewRequest) => this.handle(request);
    const channel = new WebviewChannel<TrainViewRequest, TrainState>(
      view.webview,
      trainRequestSchema,
      handle,
      services.log,
    );
    this.subscriptions = vscode.Disposable.from(
      channel,
      follow(session, channel, () => session.trainState()),
      view.onDidChangeVisibility(() => {
        if (!view.visible) channel.pageGone();
      }),
      view.onDidDispose(() => this.dispose()),
    );
    view.webview.html = webviewHtml(view.webview, extensionUri, 'train');
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private handle(request: TrainViewRequest): unknown {
    const { session } = this.training;
    switch (request.kind) {
      case 'edit':
        return session.edit(request.form);
      case 'applyLearningRate':
        return session.applyLearningRate();
      case 'readAgain':
        return void session.readData();
      case 'chooseFile':
        return void this.chooseFile();
      case 'showCurves':
        return this.training.showCurves();
      default:
        return this.training.control(request);
    }
  }

  private async chooseFile(): Promise<void> {
    const source = await askForFile();
    if (source) this.training.session.chooseSource(source);
  }
}
