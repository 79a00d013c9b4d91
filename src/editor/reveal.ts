import * as vscode from 'vscode';
import { Problem } from '../numerics/problem';
import { fileName } from './documents';

/**
 * Shows a line of a document and puts the cursor there: where the document is in sight already, else beside the panel
 * that asks.
 *
 * @param line from 1
 * @param column from 1
 * @throws Problem `document-gone` where the document was deleted or thrown away
 */
export async function revealLine(uri: string, line: number, column = 1): Promise<void> {
  const position = new vscode.Position(line - 1, column - 1);
  const shownIn = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  try {
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
      viewColumn: shownIn?.viewColumn ?? columnBesidePanel(),
      selection: new vscode.Range(position, position),
    });
  } catch {
    throw new Problem('document-gone', { file: fileName(uri) });
  }
}

/** A column in which an editor hides no panel that has the keyboard. */
function columnBesidePanel(): vscode.ViewColumn {
  const { activeTabGroup } = vscode.window.tabGroups;
  const inPanel = activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview;
  return inPanel ? otherColumn(activeTabGroup.viewColumn) : vscode.ViewColumn.Active;
}

/** A column that is there besides another, else a new one. */
export function otherColumn(than: vscode.ViewColumn): vscode.ViewColumn {
  const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== than);
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}
