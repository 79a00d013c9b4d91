import * as v from 'valibot';
import type * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { GRADIENT_METHODS, type GradientMethod } from '../../numerics/derivative';
import { Problem } from '../../numerics/problem';
import { shownName } from '../../source/functions';
import { gradientReportJson, gradientReportMarkdown } from '../../words/gradientReport';
import { asJson, asMarkdown, copyAs } from '../copyAs';
import { openBeside, PagePanel, type PanelKind } from '../pagePanel';
import { fileName } from '../documents';
import { runCommand } from '../report';
import { revealLine } from '../reveal';
import type { Services } from '../services';
import { computePlots, placeOf, reportOf, shownState, type Computation } from './computation';
import { GRADIENT_PANEL } from './ids';
import { gradientRequestSchema, type GradientRequest, type GradientState, type ShownPlots } from './messages';
import type { ComputeAt } from './show';
import type { FunctionReference } from './target';

/** What of a computation outlives a reload of the window: which function and which point, but no result. */
const keptSchema = v.object({
  version: v.literal(2),
  reference: v.object({
    uri: v.string(),
    name: v.string(),
    start: v.number(),
    expression: v.exactOptional(v.string()),
  }),
  line: v.number(),
  point: v.string(),
  method: v.picklist(GRADIENT_METHODS),
  chosen: v.number(),
});
type Kept = v.InferOutput<typeof keptSchema>;

/** Where workspace state keeps it. */
const KEPT = 'nabla.gradient.shown';

const KIND: PanelKind<GradientRequest> = {
  viewType: GRADIENT_PANEL,
  page: 'gradient',
  requests: gradientRequestSchema,
};

/** The Gradient panel: there is one, beside the editor, and each computation replaces what it shows. */
export class GradientPanel extends PagePanel<GradientRequest, GradientState> {
  private static current: GradientPanel | undefined;

  private subject: Kept | undefined;
  private computation: Computation | undefined;
  private plots: ShownPlots | undefined;

  /** Shows a computation in the panel, opening it beside the editor where it is not open yet. */
  static show(services: Services, computation: Computation, computeAt: ComputeAt): void {
    GradientPanel.current ??= new GradientPanel(services, openBeside(GRADIENT_PANEL, l10n.t('Gradient')), computeAt);
    GradientPanel.current.showComputation(computation);
    GradientPanel.current.toFront();
  }

  /** Takes over a panel that VS Code restored after a reload of the window. */
  static revive(services: Services, panel: vscode.WebviewPanel, computeAt: ComputeAt): void {
    if (GradientPanel.current) {
      panel.dispose(); // a newer one was opened meanwhile
      return;
    }
    GradientPanel.current = new GradientPanel(services, panel, computeAt);
    GradientPanel.current.restore();
  }

  private constructor(
    services: Services,
    panel: vscode.WebviewPanel,
    private readonly computeAt: ComputeAt,
  ) {
    super(services, panel, KIND);
  }

  /** User code is not run because a window was opened: the page offers to. */
  private restore(): void {
    const kept = v.safeParse(keptSchema, this.services.context.workspaceState.get(KEPT));
    if (!kept.success) {
      this.channel.setState({ kind: 'unavailable', problem: { code: 'gradient-not-restored', args: {} } });
      return;
    }
    this.subject = kept.output;
    const { reference, line, point } = kept.output;
    this.channel.setState({
      kind: 'waiting',
      name: shownName(reference.name),
      file: fileName(reference.uri),
      line,
      point,
    });
  }

  private showComputation(computation: Computation): void {
    const { reference, line, point, method } = computation;
    this.computation = computation;
    const before = this.subject;
    const chosen = before?.reference.name === reference.name ? before.chosen : 0;
    this.subject = { version: 2, reference: { ...reference }, line, point, method, chosen };
    this.channel.setState(shownState(computation, chosen, this.plots));
    void this.showPlots(computation, chosen);
    void this.services.context.workspaceState.update(KEPT, this.subject);
  }

  private async showPlots(computation: Computation, chosen: number): Promise<void> {
    const plots = await computePlots(this.services, computation, chosen);
    if (this.computation !== computation || this.subject?.chosen !== chosen) return;
    this.plots = plots;
    this.channel.setState(shownState(computation, chosen, plots));
  }

  private choose(chosen: number): void {
    if (!this.subject || !this.computation) return;
    this.subject = { ...this.subject, chosen };
    void this.showPlots(this.computation, chosen);
  }

  protected handle(request: GradientRequest): unknown {
    const { reference, line, point, method } = this.shown();
    switch (request.kind) {
      case 'setPoint':
        return this.compute(reference, request.point, method);
      case 'choose':
        return this.choose(request.variable);
      case 'setMethod':
        return this.compute(reference, point, request.method);
      case 'recompute':
        return this.compute(reference, point, method);
      case 'reveal':
        return revealLine(reference.uri, line);
      case 'revealPlace':
        return this.revealPlace();
      case 'copy':
        return this.copy();
      default:
        return undefined;
    }
  }

  private compute(reference: FunctionReference, point: string, method: GradientMethod): Promise<void> {
    return this.computeAt(this.services, reference, point, method);
  }

  private revealPlace(): Promise<void> | undefined {
    const place = this.computation && placeOf(this.computation);
    return place && revealLine(place.uri, place.line, place.column);
  }

  private copy(): void {
    const report = this.computation && reportOf(this.computation);
    if (!report) return;
    const forms = [asMarkdown(() => gradientReportMarkdown(report)), asJson(() => gradientReportJson(report))];
    // The page is answered without waiting for the person.
    void runCommand(this.services, () => copyAs(l10n.t('Copy the gradient'), forms));
  }

  /** @throws Problem `gradient-not-restored` where there is nothing */
  private shown(): Kept {
    if (!this.subject) throw new Problem('gradient-not-restored');
    return this.subject;
  }

  protected closed(): void {
    if (GradientPanel.current === this) GradientPanel.current = undefined;
    void this.services.context.workspaceState.update(KEPT, undefined);
  }
}
