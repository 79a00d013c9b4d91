/** The last part of a document's URI, as people know it. */
export function fileName(uri: string): string {
  return decodeURIComponent(/[^/:]*$/.exec(uri)![0]);
}
