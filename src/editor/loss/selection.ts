import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import { namesOf, readArrays, type NumberArray } from '../../source/arrays';
import { assignRoles } from '../../source/roles';
import type { ComparedArrays, SourceArray } from './comparison';

/**
 * The two arrays that the selections of an editor hold, one in each of two selections or both in one, and which of
 * them is the prediction.
 *
 * @throws Problem `no-selection`, `no-numbers`, `one-array`, `too-many-arrays`, or what keeps an array
 * from being read
 */
export function comparedArrays(editor: vscode.TextEditor): ComparedArrays {
  const { document } = editor;
  const ranges = editor.selections.filter(selection => !selection.isEmpty);
  if (ranges.length === 0) throw new Problem('no-selection');
  const { prediction, target } = assignRoles(...twoOf(arraysIn(document, ranges)));
  return {
    uri: document.uri.toString(),
    prediction: inDocument(prediction, document, l10n.t('prediction')),
    target: inDocument(target, document, l10n.t('target')),
  };
}

function arraysIn(document: vscode.TextDocument, ranges: readonly vscode.Range[]): NumberArray[] {
  const text = document.getText();
  const inOrder = [...ranges].sort((a, b) => a.start.compareTo(b.start));
  const found = inOrder.map(range => readArrays(text, document.offsetAt(range.start), document.offsetAt(range.end)));
  const arrays = found.flatMap(each => each.arrays);
  const [problem] = found.flatMap(each => each.problems);
  // What cannot be read does no harm beside two arrays that can.
  if (problem && arrays.length < 2) throw problem;
  return arrays;
}

function twoOf(arrays: readonly NumberArray[]): [NumberArray, NumberArray] {
  const [first, second] = arrays;
  if (!first) throw new Problem('no-numbers');
  if (!second) throw new Problem('one-array', { name: first.name ?? '', shape: first.shape });
  if (arrays.length === 2) return [first, second];
  throw new Problem('too-many-arrays', { count: arrays.length, names: namesOf(arrays) });
}

function inDocument(array: NumberArray, document: vscode.TextDocument, unnamed: string): SourceArray {
  const { data, shape, name = unnamed, start } = array;
  return { data, shape, name, line: document.positionAt(start).line + 1 };
}
