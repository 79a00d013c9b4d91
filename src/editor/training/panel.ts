import type * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { openBeside, PagePanel } from '../pagePanel';
import type { Services } from '../services';
import { follow } from './follow';
import { CURVES_PANEL } from './ids';
import { curvesRequestSchema, type CurvesRequest, type CurvesState } from './messages';
import type { Training } from './training';

const KIND = { viewType: CURVES_PANEL, page: 'curves', requests: curvesRequestSchema } as const;

/** The Training curves panel: what the training of this window does, drawn as it happens. */
export class CurvesPanel extends PagePanel<CurvesRequest, CurvesState> {
  /** Opens the panel beside the editor; the keyboard stays where it is. */
  static create(services: Services, training: Training): CurvesPanel {
    return new CurvesPanel(services, openBeside(CURVES_PANEL, l10n.t('Training Curves')), training, false);
  }

  /** Takes over a panel that VS Code restored after a reload of the window. */
  static revive(services: Services, panel: vscode.WebviewPanel, training: Training): CurvesPanel {
    return new CurvesPanel(services, panel, training, true);
  }

  private constructor(
    services: Services,
    panel: vscode.WebviewPanel,
    private readonly training: Training,
    restored: boolean,
  ) {
    super(services, panel, KIND);
    const { session } = training;
    this.subscriptions.push(follow(session, this.channel, () => session.curvesState(restored)));
  }

  reveal(): void {
    this.toFront();
  }

  protected handle(request: CurvesRequest): unknown {
    return request.kind === 'showTrainView' ? this.training.showView() : this.training.control(request);
  }

  protected closed(): void {
    this.training.curvesClosed(this);
  }
}
