import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { nameOf, type FollowedDerivative, type FollowedScript } from '../../source/followed';
import { Places } from '../../source/places';
import type { Steps } from '../../source/slices';
import { sentence } from '../../words/sentences';
import type { CheckedText, Outdated } from './currentText';

/** The tests of Test Explorer: the files with derivatives, and in each file its derivatives. */
export class CheckItems {
  private readonly derivatives = new WeakMap<vscode.TestItem, FollowedDerivative>();
  /** Those with a result that holds, and the text it is of. */
  private readonly judged = new Map<vscode.TestItem, CheckedText>();
  /** Whose turn it is to show the derivatives of a file. */
  private readonly turns = new Map<string, object>();

  constructor(private readonly controller: vscode.TestController) {}

  /**
   * Shows the derivatives of a file as they are now; a file without any has no item. In steps, between which newer ones
   * may take over.
   */
  *showSteps(uri: vscode.Uri, { text, derivatives }: FollowedScript): Steps<void> {
    if (derivatives.length === 0) return this.delete(uri);
    const turn = {};
    this.turns.set(uri.toString(), turn);
    const file = this.fileItem(uri);
    const places = new Places(text);
    const left = new Set(Array.from(file.children, ([id]) => id));
    const named = new Map<string, number>();
    for (const derivative of derivatives) {
      const count = (named.get(derivative.name) ?? 0) + 1; // functions of other functions may have the same name
      named.set(derivative.name, count);
      const id = `${uri.toString()}#${derivative.name}${count > 1 ? `~${count}` : ''}`;
      left.delete(id);
      this.showDerivative(file, id, derivative, rangeOf(text, places, derivative));
      yield;
      if (this.turns.get(uri.toString()) !== turn) return;
    }
    for (const id of left) {
      this.judged.delete(file.children.get(id)!);
      file.children.delete(id);
    }
  }

  delete(uri: vscode.Uri): void {
    for (const item of this.judged.keys()) if (item.uri?.toString() === uri.toString()) this.judged.delete(item);
    this.turns.delete(uri.toString());
    this.controller.items.delete(uri.toString());
  }

  /** The files with derivatives. */
  files(): vscode.Uri[] {
    return Array.from(this.controller.items, ([, { uri }]) => uri!);
  }

  /** The derivatives of a file, as they stand in it. */
  of(uri: vscode.Uri): vscode.TestItem[] {
    const file = this.controller.items.get(uri.toString());
    const items = file ? Array.from(file.children, ([, item]) => item) : [];
    return items.sort((a, b) => this.derivativeOf(a).start - this.derivativeOf(b).start);
  }

  /** The derivatives that a person means by items, all by default. */
  chosen({ include, exclude = [] }: Pick<vscode.TestRunRequest, 'include' | 'exclude'>): vscode.TestItem[] {
    // Those of a run that goes on may have been shown anew since: they are the same by their ids.
    const ids = (items: readonly vscode.TestItem[]) => new Set(items.map(({ id }) => id));
    const [included, excluded] = [include && ids(include), ids(exclude)];
    const isIn = ({ id, parent }: vscode.TestItem, those: ReadonlySet<string>) =>
      those.has(id) || those.has(parent!.id);
    return this.files()
      .flatMap(uri => this.of(uri))
      .filter(item => (!included || isIn(item, included)) && !isIn(item, excluded));
  }

  /** The derivative that an item stands for, where it was last seen. */
  derivativeOf(item: vscode.TestItem): FollowedDerivative {
    return this.derivatives.get(item)!;
  }

  /** A derivative has a result. */
  judge(item: vscode.TestItem, checked: CheckedText): void {
    this.judged.set(item, checked);
  }

  /** Results of texts that are not the same any more, or not run the same, are outdated. */
  outdate(outdated: Outdated): void {
    const items = [...this.judged].filter(([, checked]) => outdated(checked)).map(([item]) => item);
    for (const item of items) this.judged.delete(item);
    if (items.length > 0) this.controller.invalidateTestResults(items);
  }

  private fileItem(uri: vscode.Uri): vscode.TestItem {
    const known = this.controller.items.get(uri.toString());
    if (known) return known;
    const item = this.controller.createTestItem(uri.toString(), labelOf(uri), uri);
    this.controller.items.add(item);
    return item;
  }

  private showDerivative(file: vscode.TestItem, id: string, derivative: FollowedDerivative, range: vscode.Range): void {
    const { name, of, start, problem } = derivative;
    const item = file.children.get(id) ?? this.controller.createTestItem(id, name, file.uri);
    this.derivatives.set(item, derivative);
    item.range = range;
    item.description = l10n.t('against {0}', of);
    item.sortText = String(start).padStart(12, '0'); // as they stand in the text
    item.error = problem && sentence(problem);
    file.children.add(item);
  }
}

/** What people know a file by, or a cell of a notebook. */
function labelOf(uri: vscode.Uri): string {
  const file = vscode.workspace.asRelativePath(uri);
  const cells = vscode.workspace.notebookDocuments.flatMap(notebook => notebook.getCells());
  const cell = cells.find(({ document }) => document.uri.toString() === uri.toString());
  return cell ? l10n.t('{0}, cell {1}', file, cell.index + 1) : file;
}

/** Where the name of a function stands. */
export function rangeOf(text: string, places: Places, declared: { name: string; start: number }): vscode.Range {
  const { start, end } = nameOf(text, declared);
  return rangeBetween(places, start, end);
}

/** A part of a text, by offsets. */
export function rangeBetween(places: Places, start: number, end: number): vscode.Range {
  const [from, to] = [places.at(start), places.at(end)];
  return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
}
