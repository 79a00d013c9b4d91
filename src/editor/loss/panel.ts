import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { MeasureId } from '../../numerics/lossIds';
import { Problem } from '../../numerics/problem';
import { inSlices } from '../../source/slices';
import { copyAs } from '../copyAs';
import { openBeside, PagePanel, type PanelKind } from '../pagePanel';
import { runCommand } from '../report';
import { revealLine } from '../reveal';
import type { Services } from '../services';
import {
  compareSteps,
  shownCandidate,
  shownComparison,
  swapRoles,
  type ComparedArrays,
  type Comparison,
} from './comparison';
import { copyForms } from './copyForms';
import { openExample } from './example';
import { FollowedOrigin } from './following';
import { EVALUATE_LOSS, LOSS_PANEL } from './ids';
import { fromKept, toKept, type Kept } from './kept';
import { lossRequestSchema, type LossRequest, type LossState } from './messages';
import { swapOrigin } from './origin';
import { readAgain } from './readAgain';
import { savePicture } from '../savePicture';
import { lossOptions } from './settings';

/** Where workspace state keeps the arrays of the open panel. */
const KEPT = 'nabla.loss.arrays';

const KIND: PanelKind<LossRequest> = { viewType: LOSS_PANEL, page: 'loss', requests: lossRequestSchema };

/** What the panel shows. */
interface Subject {
  readonly comparison: Comparison;
  readonly followed: FollowedOrigin;
  /** Number of the prediction that is shown. */
  readonly shown: number;
  readonly sample: number;
  /** Whether edits are followed, and why what is shown is older than the text. */
  readonly live: { readonly on: boolean; readonly problem: Problem | null };
}

/** The Loss panel: there is one, beside the editor, and each evaluation replaces what it shows. */
export class LossPanel extends PagePanel<LossRequest, LossState> {
  private static current: LossPanel | undefined;

  private subject: Subject | undefined;
  /** What is being read or evaluated for the panel: something newer takes its place. */
  private underWay: AbortController | undefined;

  /** Shows a comparison in the panel, opening it beside the editor where it is not open yet. */
  static show(services: Services, comparison: Comparison, followed: FollowedOrigin): void {
    LossPanel.current ??= new LossPanel(services, openBeside(LOSS_PANEL, l10n.t('Loss')));
    // Nothing of the user's code runs unasked, not even because it was edited.
    LossPanel.current.replace(comparison, followed, !followed.origin.runsCode);
    LossPanel.current.toFront();
  }

  /** Takes over a panel that VS Code restored after a reload of the window. */
  static revive(services: Services, panel: vscode.WebviewPanel): void {
    if (LossPanel.current) {
      panel.dispose(); // a newer one was opened meanwhile
      return;
    }
    LossPanel.current = new LossPanel(services, panel);
    LossPanel.current.inBackground(current => current.restore());
  }

  private constructor(services: Services, panel: vscode.WebviewPanel) {
    super(services, panel, KIND);
    this.subscriptions.push(
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('nabla.loss')) this.inBackground(current => current.optionsChanged());
      }),
    );
  }

  /** Shows what was there before a reload of the window, and follows its text again if it is as it was. */
  private async restore(): Promise<void> {
    const kept = fromKept(this.services.context.workspaceState.get(KEPT));
    const comparison = kept && (await this.compare(kept.arrays).catch(() => undefined));
    if (!kept || !comparison) {
      this.channel.setState({ kind: 'unavailable', problem: { code: 'not-restored', args: {} } });
      return;
    }
    const followed = new FollowedOrigin(kept.origin);
    followed.isFollowed = false;
    this.replace(comparison, followed, false, kept.shown);
    if (kept.live && !kept.origin.runsCode) await this.resume(followed).catch(() => undefined);
  }

  private replace(comparison: Comparison, followed: FollowedOrigin, on: boolean, shown = 0): void {
    this.underWay?.abort(new Problem('cancelled'));
    if (this.subject?.followed !== followed) this.subject?.followed.dispose();
    followed.listener = {
      edited: () => this.inBackground(current => current.edited()),
      closed: () => this.update({ live: { on: false, problem: null } }),
    };
    this.subject = { comparison, followed, shown, sample: 0, live: { on, problem: null } };
    this.update({});
  }

  /** Changes what is shown, shows it and keeps it. */
  private update(changed: Partial<Subject>): void {
    if (!this.subject) return;
    this.subject = { ...this.subject, ...changed };
    const { comparison, shown, sample, live } = this.subject;
    const problem = live.problem?.toData() ?? null;
    this.channel.setState(shownComparison(comparison, { shown, sample, live: { on: live.on, problem } }));
    this.keep();
  }

  private keep(): void {
    if (!this.subject) return;
    const { comparison, followed, shown, live } = this.subject;
    const kept: Kept = { arrays: comparison.arrays, origin: followed.origin, shown, live: live.on };
    void this.services.context.workspaceState.update(KEPT, toKept(kept));
  }

  protected handle(request: LossRequest): unknown {
    switch (request.kind) {
      case 'swap':
        return this.swap();
      case 'reveal':
        return this.reveal(request.array);
      case 'show':
        return this.showCandidate(request.candidate);
      case 'live':
        return this.setLive(request.on);
      case 'sweep':
        return this.sweep(request.sample);
      case 'copy':
        return this.copy(request.chosen);
      case 'savePicture':
        return this.save(request.png);
      case 'showExample':
        return openExample(this.services).then(() => vscode.commands.executeCommand(EVALUATE_LOSS));
    }
  }

  /** Does what nobody waits for; a fault of ours goes to the log. */
  private inBackground(work: (current: this) => Promise<void>): void {
    work(this).catch((error: unknown) => {
      if (!(error instanceof Problem)) this.services.log.error(error instanceof Error ? error : String(error));
    });
  }

  /** @throws Problem `cancelled` where something newer took its place, and what keeps the arrays from being compared */
  private async compare(arrays: ComparedArrays, signal = this.begin()): Promise<Comparison> {
    const comparison = await inSlices(compareSteps(arrays, lossOptions()), signal);
    signal.throwIfAborted();
    return comparison;
  }

  private begin(): AbortSignal {
    this.underWay?.abort(new Problem('cancelled'));
    return (this.underWay = new AbortController()).signal;
  }

  private async optionsChanged(): Promise<void> {
    if (this.subject) this.update({ comparison: await this.compare(this.subject.comparison.arrays) });
  }

  private async swap(): Promise<void> {
    const { comparison, shown, followed } = this.present();
    if (!comparison.arrays.target) return;
    const candidate = shownCandidate(comparison, shown);
    const swapped = await this.compare(swapRoles(comparison.arrays, candidate));
    followed.setRoles(swapOrigin(followed.origin, candidate));
    this.update({ comparison: swapped, shown: candidate });
  }

  private showCandidate(candidate: number): void {
    const { comparison } = this.present();
    if (comparison.candidates[candidate]?.evaluation) this.update({ shown: candidate, sample: 0 });
  }

  private sweep(sample: number): void {
    this.present();
    this.update({ sample });
  }

  /** @throws Problem `document-gone` where the array's document was deleted or thrown away */
  private async reveal(which: 'prediction' | 'target'): Promise<void> {
    const { comparison, shown } = this.present();
    const { uri, predictions, target } = comparison.arrays;
    const array = which === 'target' ? target : predictions[shownCandidate(comparison, shown)];
    if (array) await revealLine(uri, array.line);
  }

  /** @throws Problem `untrusted-expression`, `arrays-moved`, and what keeps the arrays from being read */
  private async setLive(on: boolean): Promise<void> {
    const { followed } = this.present();
    if (!on) return this.update({ live: { on, problem: null } });
    if (followed.isFollowed) await this.follow();
    else await this.resume(followed);
  }

  /** The text was edited, and nobody has typed for a moment. */
  private async edited(): Promise<void> {
    if (this.subject?.live.on) await this.follow();
    else this.keep(); // they are elsewhere now
  }

  /** Shows the arrays as they are in the text now; where they cannot be read, says why beside what was there before. */
  private async follow(): Promise<void> {
    const { followed, comparison } = this.present();
    const signal = this.begin();
    try {
      const { arrays, origin } = await readAgain(this.services, followed.origin, comparison.arrays.reason, signal);
      const now = await this.compare(arrays, signal);
      followed.setRoles(origin);
      this.update({ comparison: now, live: { on: true, problem: null } });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.code !== 'cancelled') this.update({ live: { on: true, problem } });
    }
  }

  /** Follows a text again that was closed meanwhile, if the arrays are where they were. */
  private async resume(followed: FollowedOrigin): Promise<void> {
    const { comparison } = this.present();
    const before = comparison.arrays;
    const signal = this.begin();
    const { arrays } = await readAgain(this.services, followed.origin, before.reason, signal);
    if (!areSameNames(before, arrays)) throw new Problem('arrays-moved');
    const now = await this.compare(arrays, signal);
    followed.isFollowed = true;
    this.update({ comparison: now, live: { on: true, problem: null } });
  }

  /** The page is answered without waiting for the person. */
  private copy(chosen: MeasureId): void {
    const { comparison, shown } = this.present();
    const forms = copyForms(comparison, shownCandidate(comparison, shown), chosen);
    void runCommand(this.services, () => copyAs(l10n.t('Copy the losses'), forms));
  }

  private save(png: Uint8Array): void {
    const { comparison, shown } = this.present();
    const { predictions, target } = comparison.arrays;
    const names = [predictions[shownCandidate(comparison, shown)]!.name, ...(target ? [target.name] : [])];
    void runCommand(this.services, () => savePicture(png, names.join('-')));
  }

  /** @throws Problem `not-restored` where there are no arrays */
  private present(): Subject {
    if (!this.subject) throw new Problem('not-restored');
    return this.subject;
  }

  /** Nothing of it is kept. */
  protected closed(): void {
    if (LossPanel.current === this) LossPanel.current = undefined;
    this.underWay?.abort(new Problem('cancelled'));
    this.subject?.followed.dispose();
    this.subject = undefined;
    void this.services.context.workspaceState.update(KEPT, undefined);
  }
}

function areSameNames(a: ComparedArrays, b: ComparedArrays): boolean {
  const names = ({ predictions, target }: ComparedArrays) =>
    [...predictions, target].map(each => each?.name).join('\n');
  return names(a) === names(b);
}
