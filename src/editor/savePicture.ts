import * as os from 'node:os';
import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { Problem } from '../numerics/problem';
import { fileName } from './documents';

/**
 * Asks where to save a picture, in the workspace's folder by default, and writes it; nothing happens where the person
 * changes their mind.
 *
 * @param name of the file, without its ending
 * @throws Problem `picture-not-saved`
 */
export async function savePicture(png: Uint8Array, name: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
  const safe = name.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '') || 'picture';
  const uri = await vscode.window.showSaveDialog({
    title: l10n.t('Save the picture'),
    defaultUri: vscode.Uri.joinPath(folder, `${safe.slice(0, 60)}.png`),
    filters: { PNG: ['png'] },
  });
  if (!uri) return;
  try {
    await vscode.workspace.fs.writeFile(uri, png);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    throw new Problem('picture-not-saved', { file: fileName(uri.toString()), reason });
  }
}
