/** Longer texts are not read in a sentence. */
const MAX_LENGTH = 40;

/** A text of the user as a sentence can mention it: on one line, and not long. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}
