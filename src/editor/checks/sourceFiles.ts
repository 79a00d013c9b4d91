import * as vscode from 'vscode';

/** So many files of a workspace are read at most. */
export const MAX_FILES = 5000;

/** Files that may hold derivatives. */
export const SCRIPT_FILES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';

/** Where a person writes nothing: what others wrote, and what is made of the sources. */
const NO_SOURCES = ['node_modules', 'dist', 'out', 'build', 'coverage'];

/** Files of the workspace, by their URIs. */
export type Files = Map<string, vscode.Uri>;

/** The files of the workspace in which a person writes; undefined where the search was cancelled. */
export async function sourceFiles(token?: vscode.CancellationToken): Promise<Files | undefined> {
  const found = await vscode.workspace.findFiles(SCRIPT_FILES, excluded(), MAX_FILES, token);
  if (token?.isCancellationRequested) return undefined;
  const files = new Map(found.map(uri => [uri.toString(), uri]));
  for (const uri of files.keys()) if (sourcesOf(uri).some(source => files.has(source))) files.delete(uri);
  return files;
}

/** Whether a path may be one of them, as far as it tells. */
export function maybeSource({ path }: vscode.Uri): boolean {
  return !/\.d\.[cm]?ts$/.test(path) && !NO_SOURCES.some(folder => path.includes(`/${folder}/`));
}

/** What a JavaScript file may have been compiled from, beside it. */
function sourcesOf(uri: string): string[] {
  const [, name, kind] = /^(.*\.[cm]?)js(x?)$/.exec(uri) ?? [];
  return name === undefined ? [] : [`${name}ts${kind}`, `${name}tsx`];
}

/** What the search leaves out; what the explorer leaves out is left out anyway. */
function excluded(): string {
  const settings = vscode.workspace.getConfiguration('search').get<Record<string, unknown>>('exclude', {});
  const patterns = Object.keys(settings).filter(pattern => settings[pattern] === true);
  const own = [...NO_SOURCES.map(folder => `**/${folder}/**`), '**/*.d.{ts,mts,cts}'];
  return `{${[...new Set([...own, ...patterns])].join(',')}}`;
}
