import * as vscode from 'vscode';
import type { Services } from '../services';
import { Discovery, isFollowed } from './discovery';
import { Findings } from './findings';
import { CheckItems } from './items';
import { quickFix } from './quickFix';
import { runChecks, type Bench } from './running';

/** The checks of a window: which there are, what came of them, and when they run. */
export class Checks implements vscode.Disposable {
  private readonly items: CheckItems;
  private readonly findings = new Findings();
  private readonly discovery: Discovery;
  private readonly bench: Bench;
  /** What is to be checked whenever it is saved. */
  private readonly continuous = new Set<vscode.TestRunRequest>();

  constructor(
    services: Services,
    controller: vscode.TestController,
    private readonly profile: vscode.TestRunProfile,
  ) {
    this.items = new CheckItems(controller);
    this.discovery = new Discovery(this.items, uri => this.outdate(uri), services.log);
    this.bench = { services, controller, items: this.items, findings: this.findings };
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
    await runChecks(this.bench, request, this.items.chosen(request), token);
  }

  /** Runs what is to be run when a document is saved: nothing moves or opens. */
  async saved(document: vscode.TextDocument): Promise<void> {
    const always = vscode.workspace.getConfiguration('nabla', document).get<boolean>('check.onSave', false);
    if (!isFollowed(document) || !vscode.workspace.isTrusted || (!always && this.continuous.size === 0)) return;
    await this.discovery.follow(document);
    const wanted = new Set([...this.continuous].flatMap(request => this.items.chosen(request)));
    const items = this.items.of(document.uri).filter(item => always || wanted.has(item));
    if (items.length > 0) await this.check(items, true);
  }

  /**
   * Checks derivatives of a document.
   *
   * @param isWanted of a name and where it stands; all by default
   */
  async checkIn(
    document: vscode.TextDocument,
    isWanted: (item: { readonly name: string; readonly start: number }) => boolean = () => true,
  ): Promise<void> {
    await this.discovery.follow(document);
    const items = this.items.of(document.uri).filter(item => isWanted(this.items.derivativeOf(item)));
    await this.check(items, false);
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
    return runChecks(this.bench, request, items);
  }

  dispose(): void {
    this.discovery.dispose();
    this.findings.dispose();
  }
}
