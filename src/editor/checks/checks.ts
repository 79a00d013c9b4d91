import * as vscode from 'vscode';
import type { FollowedDerivative } from '../../source/followed';
import { isModule } from '../evaluator';
import { inBackground } from '../report';
import type { Services } from '../services';
import type { Outdated } from './currentText';
import { Discovery, isFollowed } from './discovery';
import { Findings } from './findings';
import { CheckItems } from './items';
import { quickFix } from './quickFix';
import { runChecks, type CheckContext, type RunOptions } from './running';

/** So long after a save a person may begin a run that saved first, in milliseconds. */
const SAVED_FIRST = 100;

/** The checks of a window: which there are, what came of them, and when they run. */
export class Checks implements vscode.Disposable {
  private readonly items: CheckItems;
  private readonly findings = new Findings();
  private readonly discovery: Discovery;
  private readonly context: CheckContext;
  /** What is to be checked whenever it is saved. */
  private readonly continuous = new Set<vscode.TestRunRequest>();
  /** Documents whose check on save is under way, and whether they were saved again meanwhile. */
  private readonly saves = new Map<string, boolean>();
  /** When a person last ran a test, by its id. */
  private readonly asked = new Map<string, number>();
  private readonly closing = new AbortController();

  constructor(
    services: Services,
    controller: vscode.TestController,
    private readonly profile: vscode.TestRunProfile,
  ) {
    this.items = new CheckItems(controller);
    this.discovery = new Discovery(this.items, outdated => this.outdate(outdated), services);
    this.context = { services, controller, items: this.items, findings: this.findings, closing: this.closing.signal };
  }

  /** A document was opened. */
  opened(document: vscode.TextDocument): void {
    if (isFollowed(document)) this.discovery.opened(document);
  }

  /** A text has changed: what was found of it may not hold any more. */
  changed(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    const isShared = isModule(document);
    this.outdate(checked => checked.uri.toString() === uri || (isShared && checked.imports));
    if (isFollowed(document)) this.discovery.changed(document);
  }

  closed(document: vscode.TextDocument): void {
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
    const items = this.items.chosen(request);
    for (const { id } of items) this.asked.set(id, performance.now());
    await runChecks(this.context, request, items, { token });
  }

  /** A document was saved: runs what is to be run then. Nothing moves or opens. */
  saved(document: vscode.TextDocument): void {
    if (isFollowed(document) && vscode.workspace.isTrusted)
      inBackground(this.context.services, this.checkOnSave(document));
  }

  /** One run at a time: what is saved meanwhile is checked after it. */
  private async checkOnSave(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (this.saves.has(key)) return void this.saves.set(key, true);
    try {
      do {
        this.saves.set(key, false);
        await this.checkSaved(document);
      } while (this.saves.get(key));
    } finally {
      this.saves.delete(key);
    }
  }

  private async checkSaved(document: vscode.TextDocument): Promise<void> {
    const always = vscode.workspace.getConfiguration('nabla', document).get<boolean>('check.onSave', false);
    if (!always && this.continuous.size === 0) return;
    const { version } = document;
    const goesOn = () => document.version === version;
    const saved = performance.now();
    await this.discovery.follow(document);
    await new Promise(resolve => setTimeout(resolve, SAVED_FIRST));
    const wanted = new Set([...this.continuous].flatMap(request => this.items.chosen(request)));
    const items = this.items
      .of(document.uri)
      .filter(item => (always || wanted.has(item)) && !((this.asked.get(item.id) ?? 0) >= saved));
    if (items.length > 0 && goesOn()) await this.check(items, true, { goesOn });
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

  private outdate(outdated: Outdated): void {
    this.findings.outdate(outdated);
    this.items.outdate(outdated);
  }

  private check(items: readonly vscode.TestItem[], continuous: boolean, options?: RunOptions): Promise<void> {
    const request = new vscode.TestRunRequest(items, undefined, this.profile, continuous, true);
    return runChecks(this.context, request, items, options);
  }

  dispose(): void {
    this.closing.abort();
    this.discovery.dispose();
    this.findings.dispose();
  }
}
