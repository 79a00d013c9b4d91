import * as vscode from 'vscode';
import { placeOf, type Computation } from './computation';

/** A place in a document; line and column from 1. */
export interface PlaceInText {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** The place that the problem of a computation names. */
export function placeInText(computation: Computation): PlaceInText | undefined {
  const place = placeOf(computation);
  if (!place) return undefined;
  const { file, line, column } = place;
  const uri = file === computation.file ? computation.reference.uri : vscode.Uri.file(file).toString();
  return { uri, line, column };
}
