/** The last part of a document's URI, as people know it. */
export function fileName(uri: string): string {
  return decodeURIComponent(/[^/:]*$/.exec(uri)![0]);
}

/** Languages in which functions are found; `src/source/script.ts` parses them. */
export const SCRIPTS: readonly string[] = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'];
