import MagicString from 'magic-string';

/** Changes to a text that keep its lines, made from the outside in: what is nested in a change is changed later. */
export class Edits {
  private readonly edited: MagicString;

  constructor(private readonly text: string) {
    this.edited = new MagicString(text);
  }

  /** Puts something before all that begins at `start`. */
  prepend(start: number, added: string): void {
    this.edited.prependLeft(start, added);
  }

  /** What stands before a node; inner nodes that begin there come after it. */
  open(start: number, added: string): void {
    const joins = /[\p{L}\p{N}_$]/u.test(this.text[start - 1] ?? '') && /^[\p{L}\p{N}_$]/u.test(added);
    this.edited.appendLeft(start, joins ? ` ${added}` : added);
  }

  /** What stands after a node; inner nodes that end there come before it. */
  close(end: number, added: string): void {
    this.edited.prependLeft(end, added);
  }

  /** Replaces what stands between nodes, apart from its line breaks. */
  replace(start: number, end: number, by: string): void {
    const breaks = this.text.slice(start, end).match(/\n/g)?.join('') ?? '';
    this.edited.update(start, end, by + breaks);
  }

  rename(start: number, end: number, name: string): void {
    this.replace(start, end, name);
  }

  /** Replaces an operator that follows an operand. */
  replaceOperator(operandEnd: number, operator: string, by: string): void {
    const start = this.operatorAfter(operandEnd, operator);
    this.edited.update(start, start + operator.length, by);
  }

  /** Where an operator begins that follows an operand, comments aside. */
  operatorAfter(operandEnd: number, operator: string): number {
    const blank = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
    blank.lastIndex = operandEnd;
    blank.test(this.text);
    if (!this.text.startsWith(operator, blank.lastIndex)) throw new Error(`No ${operator} at ${blank.lastIndex}.`);
    return blank.lastIndex;
  }

  nextLine(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end < 0 ? this.text.length : end + 1;
  }

  textOf({ start, end }: { readonly start?: number | null; readonly end?: number | null }): string {
    return this.text.slice(start!, end!);
  }

  toString(): string {
    return this.edited.toString();
  }
}
