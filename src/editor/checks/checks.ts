import * as vscode from 'vscode';
import type { FollowedDerivative } from '../../source/followed';
import { inBackground } from '../report';
import type { Services } from '../services';
import { Discovery, isFollowed } from './discovery';
import { Findings } from './findings';
import { CheckItems } from './items';
import { quickFix } from './quickFix';
import { runChecks, type CheckContext } from './running';

/** The checks of a window: which there are, what came of them, and when they run. */
export class Checks implements vscode.Disposable {
  private readonly items: CheckItems;
  private readonly findings = new Findings();
  private readonly discovery: Discovery;
  private readonly context: CheckContext;
  /** What is to be checked whenever it is saved. */
  private readonly continuous = new Set<vscode.TestRunRequest>();

  constructor(
    services: Services,
    controller: vscode.TestController,
    private readonly profile: vscode.TestRunProfile,
  ) {
    this.items = new CheckItems(controller);
    this.discovery = new Discovery(this.items, uri => this.outdate(uri), services);
    this.context = { services, controller, items: this.items, findings: this.findings };
  }

  /** A document was opened. */
  opened(document: vscode.TextDocument): void {
    if (isFollowed(document)) this.discovery.opened(document);
  }

  /** A text has changed: what was found of it may not hold any more. */
  changed(document: vscode.TextDocument): void {
    this.outdate(document.uri);
    if (isFollowed(document)) this.discovery.changed(document);
  }

  closed(document: vscode.TextDocument): void {
    if (!isFollowed(document)) return;
    if (document.isUntitled) this.findings.clear(document.uri);
    this.discovery.closed(document);
  }

  /** Finds the derivatives of the whole workspace. */
  discover(): Promise<void> {
    return this.discovery.workspace();
  }

  /** Looks for them again. */
  refresh(token: vscode.CancellationToken): Promise<void> {
    return this.discovery.refresh(token);
  }

  /** Runs what a person chose in Test Explorer or in the gutter; a continuous run waits for what is saved. */
  async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (request.continuous) {
      this.continuous.add(request);
      token.onCancellationRequested(() => this.continuous.delete(request));
      return;
    }
    if (!request.include) await this.discovery.workspace();
    await runChecks(this.context, request, this.items.chosen(request), token);
  }

  /** A document was saved: runs what is to be run then. Nothing moves or opens. */
  saved(document: vscode.TextDocument): void {
    if (isFollowed(document) && vscode.workspace.isTrusted)
      inBackground(this.context.services, this.checkSaved(document));
  }

  private async checkSaved(document: vscode.TextDocument): Promise<void> {
    const always = vscode.workspace.getConfiguration('nabla', document).get<boolean>('check.onSave', false);
    if (!always && this.continuous.size === 0) return;
    await this.discovery.follow(document);
    const wanted = new Set([...this.continuous].flatMap(request => this.items.chosen(request)));
    const items = this.items.of(document.uri).filter(item => always || wanted.has(item));
    if (items.length > 0) await this.check(items, true);
  }

  /** Checks those derivatives of a document that are chosen. */
  async checkIn(
    document: vscode.TextDocument,
    choose: (derivatives: readonly FollowedDerivative[]) => readonly FollowedDerivative[],
  ): Promise<void> {
    await this.discovery.follow(document);
    const items = this.items.of(document.uri);
    const chosen = choose(items.map(item => this.items.derivativeOf(item)));
    await this.check(
      items.filter(item => chosen.includes(this.items.derivativeOf(item))),
      false,
    );
  }

  quickFixes(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.findings.fixable(document.uri, range).map(finding => quickFix(document.uri, finding));
  }

  private outdate(uri: vscode.Uri): void {
    this.findings.clear(uri);
    this.items.outdate(uri);
  }

  private check(items: readonly vscode.TestItem[], continuous: boolean): Promise<void> {
    const request = new vscode.TestRunRequest(items, undefined, this.profile, continuous, true);
    return runChecks(this.context, request, items);
  }

  dispose(): void {
    this.discovery.dispose();
    this.findings.dispose();
  }
}
