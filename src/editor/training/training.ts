import * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import type { ConsoleEvent } from '../../processes/envelope';
import { TrainClient } from '../../processes/train/client';
import { consoleText } from '../../words/consoleText';
import type { TrainingOutcome } from '../api';
import type { Services } from '../services';
import { Throttled } from '../throttled';
import { TRAIN_VIEW } from './ids';
import type { ControlRequest } from './messages';
import { CurvesPanel } from './panel';
import { TrainingSession } from './session';
import { DATA_FILES, findSources, locate } from './sources';
import { StatusItem } from './statusItem';
import { threadsSetting } from './threads';
import { TrainView } from './view';

/** Files often come by hundreds, as when packages are installed: data are looked for at most so often. */
const REFRESH_INTERVAL_MS = 1000;

/** The training of this window with everything that shows it. */
export class Training implements vscode.Disposable {
  readonly session: TrainingSession;
  private readonly subscriptions: vscode.Disposable;
  private views: TrainView[] = [];
  private panel: CurvesPanel | undefined;

  constructor(private readonly services: Services) {
    const { context, log } = services;
    let client: TrainClient | undefined;
    this.session = new TrainingSession({
      connect: news => {
        const print = (event: ConsoleEvent) => log.info(`console.${event.level}: ${consoleText(event)}`);
        const listener = { ...news, print };
        return (client = new TrainClient(listener, undefined, () => vscode.workspace.isTrusted, threadsSetting));
      },
      locate,
      findSources: () => findSources(context.extensionUri),
      kept: context.workspaceState,
      logError: error => log.error(error instanceof Error ? error : String(error)),
    });
    const files = vscode.workspace.createFileSystemWatcher(DATA_FILES);
    const refreshing = new Throttled(() => void this.session.refreshSources(), REFRESH_INTERVAL_MS);
    const refresh = () => refreshing.request();
    this.subscriptions = vscode.Disposable.from(
      new StatusItem(this.session),
      files,
      refreshing,
      files.onDidCreate(refresh),
      files.onDidDelete(refresh),
      files.onDidChange(uri => {
        if (this.session.uses(uri.toString())) void this.session.readData();
      }),
      { dispose: () => client?.dispose() },
    );
    void this.session.open();
  }

  /** Fills the Train view, which VS Code has opened. */
  resolveView(view: vscode.WebviewView): void {
    const shown = new TrainView(this.services, this, view);
    this.views.push(shown);
    view.onDidDispose(() => (this.views = this.views.filter(each => each !== shown)));
  }

  async showView(): Promise<void> {
    await vscode.commands.executeCommand(`${TRAIN_VIEW}.focus`);
  }

  /** Shows the curves, opening their panel beside the editor where it is not open. */
  showCurves(): void {
    if (this.panel) this.panel.reveal();
    else this.panel = CurvesPanel.create(this.services, this);
  }

  /** The tab of the curves was closed. */
  curvesClosed(panel: CurvesPanel): void {
    if (this.panel === panel) this.panel = undefined;
  }

  revivePanel(panel: vscode.WebviewPanel): void {
    if (this.panel)
      panel.dispose(); // a newer one was opened meanwhile
    else this.panel = CurvesPanel.revive(this.services, panel, this);
  }

  /** Carries out a button; a training that starts opens its curves. A page's request does not wait for data to be read. */
  control(request: ControlRequest): Promise<void> | undefined {
    const done = this.session.control(request);
    if (request.kind !== 'start') return done;
    if (!this.panel && this.session.run?.isOn) this.showCurves();
    return undefined;
  }

  /**
   * Starts a training as the button does, and waits for its end.
   *
   * @throws Problem `cannot-start`
   */
  async train(): Promise<TrainingOutcome> {
    const { session } = this;
    if (!session.canStart) throw new Problem('cannot-start');
    void this.control({ kind: 'start' });
    while (session.run?.isOn) {
      await new Promise<void>(resolve => {
        const unsubscribe = session.onDidChange(() => {
          unsubscribe();
          resolve();
        });
      });
    }
    const { status, step } = session.run!.state();
    return { status, step, epochs: session.run!.epochRows() };
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const view of this.views) view.dispose();
  }
}
