/** A place in a text: its offset, and its line and column, both from 1. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A part of a text: offsets, end exclusive. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** Finds lines and columns of a text; asked in order, it reads the text once. */
export class Places {
  private line = 1;
  private lineStart = 0;

  constructor(private readonly text: string) {}

  at(offset: number): Place & Record<string, number> {
    if (offset < this.lineStart) {
      this.line = 1;
      this.lineStart = 0;
    }
    for (let end = this.text.indexOf('\n', this.lineStart); end >= 0 && end < offset;) {
      this.line++;
      this.lineStart = end + 1;
      end = this.text.indexOf('\n', this.lineStart);
    }
    return { offset, line: this.line, column: offset - this.lineStart + 1 };
  }
}
