import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { GRADIENT_METHODS, type GradientMethod } from '../../numerics/derivative';
import { Problem } from '../../numerics/problem';
import { copyAs } from '../copyAs';
import { evaluator, moduleOf } from '../evaluator';
import { openBeside, PagePanel, type PanelKind } from '../pagePanel';
import { inBackground, runCommand } from '../report';
import { revealLine } from '../reveal';
import { savePicture } from '../savePicture';
import type { Services } from '../services';
import type { Computation } from './computation';
import { gradientCopyForms } from './copyForms';
import type { Found } from './evaluation';
import { GRADIENT_PANEL } from './ids';
import { gradientRequestSchema, type GradientRequest, type GradientState } from './messages';
import { pinAsTest } from './pinTest';
import { placeInText } from './placeInText';
import { GradientSession } from './session';
import { referenceTo, referredFunction, type FunctionReference } from './target';
import { TextFollower } from './textFollower';

/** Shows a result elsewhere than in the panel. */
export type ShowSettled = (services: Services, computation: Computation, found: Found) => void;

const KIND: PanelKind<GradientRequest> = {
  viewType: GRADIENT_PANEL,
  page: 'gradient',
  requests: gradientRequestSchema,
};

/** The Gradient panel: there is one, beside the editor, and each function replaces what it shows. */
export class GradientPanel extends PagePanel<GradientRequest, GradientState> {
  private static current: GradientPanel | undefined;

  private readonly session: GradientSession;

  /**
   * Shows a function at a point in the panel, opening it beside the editor where it is not open yet.
   *
   * @throws Problem `untrusted`, what keeps the function from being found, what is wrong with the point
   */
  static async show(
    services: Services,
    reference: FunctionReference,
    point: string,
    showSettled: ShowSettled,
  ): Promise<void> {
    GradientPanel.current ??= new GradientPanel(services, openBeside(GRADIENT_PANEL, l10n.t('Gradient')), showSettled);
    const panel = GradientPanel.current;
    panel.toFront();
    try {
      await panel.session.open(reference, point);
    } catch (error) {
      if (error instanceof Problem && !panel.session.computation)
        panel.channel.setState({ kind: 'unavailable', problem: error.toData() });
      throw error;
    }
  }

  /** Takes over a panel that VS Code restored after a reload of the window. */
  static revive(services: Services, panel: vscode.WebviewPanel, showSettled: ShowSettled): void {
    if (GradientPanel.current) {
      panel.dispose(); // a newer one was opened meanwhile
      return;
    }
    GradientPanel.current = new GradientPanel(services, panel, showSettled);
    GradientPanel.current.session.restore();
  }

  private constructor(services: Services, panel: vscode.WebviewPanel, showSettled: ShowSettled) {
    super(services, panel, KIND);
    const { context, log } = services;
    const session = new GradientSession(
      {
        engine: evaluator(services),
        memento: context.workspaceState,
        isTrusted: () => vscode.workspace.isTrusted,
        find: findFunction,
        show: state => this.channel.setState(state),
        computing: showWhileSlow,
        settled: (computation, found) => showSettled(services, computation, found),
        logError: error => log.error(error instanceof Error ? error : String(error)),
      },
      methodSetting(),
    );
    this.session = session;
    this.subscriptions.push(
      new TextFollower({
        uri: () => session.subject?.reference.uri,
        textChanged: () => session.textChanged(),
        textIsQuiet: () => this.follow(),
        documentClosed: () =>
          inBackground(
            services,
            session.documentClosed().then(() => this.follow()),
          ),
        renamed: (from, to) => session.renamed(from, to),
      }),
      panel.onDidChangeViewState(() => this.follow()),
    );
  }

  /** Runs the function as its text is now, if that is wanted and there is somebody to see it. */
  private follow(): void {
    if (this.panel.visible) inBackground(this.services, this.session.textIsQuiet());
  }

  protected handle(request: GradientRequest): unknown {
    const { session } = this;
    switch (request.kind) {
      case 'setPoint':
        return session.setPoint(request.point);
      case 'movePoint':
        return session.movePoint(request.values);
      case 'choose':
        return session.choose(request.variable);
      case 'setMethod':
        return session.setMethod(request.method);
      case 'setLive':
        return session.setLive(request.on);
      case 'setDescent':
        return session.setDescent(request.settings);
      case 'pin':
        return session.pin();
      case 'unpin':
        return session.unpin(request.point);
      case 'goToPin':
        return session.goToPin(request.point);
      case 'recompute':
        return session.recompute();
      case 'reveal':
        return this.reveal();
      case 'revealPlace':
        return this.revealPlace();
      case 'copy':
        return this.withComputation(async computation =>
          copyAs(l10n.t('Copy the gradient'), await gradientCopyForms(computation)),
        );
      case 'pinAsTest':
        return this.withComputation(computation => pinAsTest(this.services, computation));
      case 'savePicture':
        return this.withComputation(({ name, point }) => savePicture(request.png, `${name}-${point}`));
    }
  }

  /** @throws Problem `document-gone`, `gradient-not-restored` */
  private async reveal(): Promise<void> {
    const { subject } = this.session;
    if (!subject) throw new Problem('gradient-not-restored');
    await revealLine(subject.reference.uri, subject.line);
  }

  /** @throws Problem `document-gone` */
  private async revealPlace(): Promise<void> {
    const { computation } = this.session;
    const place = computation && placeInText(computation);
    if (place) await revealLine(place.uri, place.line, place.column);
  }

  /** Does something with what is shown; the page is answered without waiting for the person. */
  private withComputation(work: (computation: Computation) => Promise<void>): void {
    const { computation } = this.session;
    if (computation) void runCommand(this.services, () => work(computation));
  }

  protected closed(): void {
    if (GradientPanel.current === this) GradientPanel.current = undefined;
    this.session.dispose();
  }
}

async function findFunction(reference: FunctionReference): Promise<Found> {
  const target = await referredFunction(reference);
  const { document, text, site } = target;
  return { target, reference: referenceTo(target), source: { ...moduleOf(document, text), site } };
}

/** What takes longer than this, in milliseconds, says so. */
const SLOW_MS = 300;

/** Says in the status bar that a gradient is being computed, if that takes long. */
function showWhileSlow(name: string, done: Promise<unknown>): void {
  const title = l10n.t('Computing the gradient of {0}…', name);
  const show = () => vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => settled);
  const timer = setTimeout(() => void show(), SLOW_MS);
  const settled = done.then(
    () => clearTimeout(timer),
    () => clearTimeout(timer),
  );
}

/** How gradients are taken; a setting that makes no sense counts as unset. */
function methodSetting(): GradientMethod {
  const method = vscode.workspace.getConfiguration('nabla').get<unknown>('gradient.method');
  return GRADIENT_METHODS.find(each => each === method) ?? 'adaptive';
}
