import type { SyntaxNode } from '@lezer/common';
import { partsOf } from './parts';
import type { Binding, Expression, Scope, Statement } from './program';
import type { ExpressionReader } from './readExpression';
import type { StatementReader, StatementSurroundings } from './readStatement';
import { unsupported } from './unsupported';

/** Reads loops that count, that go through an array, and others. */
export class LoopReader {
  constructor(
    private readonly around: StatementSurroundings,
    private readonly expressions: ExpressionReader,
    private readonly statements: StatementReader,
  ) {}

  /** `for` in all its forms. */
  read(node: SyntaxNode, outer: Scope): Statement[] {
    const [, spec, body] = partsOf(node);
    if (!spec || !body) throw this.refuse(node);
    const scope = this.statements.inner(outer);
    if (spec.name === 'ForOfSpec') return [this.each(node, spec, body, scope)];
    if (spec.name !== 'ForSpec') throw this.refuse(node);
    const [first, test, update] = this.clauses(spec);
    const start = first?.name === 'VariableDeclaration' ? first : undefined;
    if (start) this.statements.declareAll([start], scope);
    const before = start
      ? this.statements.declaration(start, scope)
      : first
        ? this.statements.expressionStatement(first, scope)
        : [];
    const counted = start?.getChild('let') && test && update && this.count(before, test, update, body, scope);
    if (counted) return counted;
    return [
      ...before,
      {
        type: 'while',
        test: test && this.expressions.read(test, scope),
        body: this.statements.body(body, scope),
        update: update ? this.statements.expressionStatement(update, scope) : [],
        isTestedLast: false,
        at: node.from,
      },
    ];
  }

  /** What stands between the semicolons of a loop. */
  private clauses(spec: SyntaxNode): (SyntaxNode | undefined)[] {
    const clauses: (SyntaxNode | undefined)[] = [undefined];
    for (const part of partsOf(spec).slice(1, -1)) {
      if (part.name === ';') clauses.push(undefined);
      else if (clauses.at(-1)) throw this.refuse(spec);
      else clauses[clauses.length - 1] = part;
      if (part.name === 'VariableDeclaration') clauses.push(undefined); // with its semicolon
    }
    return clauses;
  }

  /** `for (let i = a; i < b; i++)`, with further variables perhaps. */
  private count(
    before: readonly Statement[],
    test: SyntaxNode,
    update: SyntaxNode,
    body: SyntaxNode,
    scope: Scope,
  ): Statement[] | undefined {
    const [left, sign, end] = test.name === 'BinaryExpression' ? partsOf(test) : [];
    const name = left?.name === 'VariableName' ? this.word(left) : '';
    const comparison = sign ? this.word(sign) : '';
    const step = stepOf(this.word(update), name);
    const binding = scope.bindings.get(name);
    const begins = before.find(
      each => each.type === 'assign' && each.target.type === 'name' && each.target.binding === binding,
    );
    const isComparison = /^[<>]=?$/.test(comparison);
    if (!binding || !end || !isComparison || step === undefined || begins?.type !== 'assign') return undefined;
    if (comparison.startsWith('<') !== step > 0) return undefined;
    const isInclusive = comparison.endsWith('=');
    const [start, limit] = [begins.value, this.expressions.read(end, scope)];
    binding.sources.splice(0, Infinity, { from: 'counter', start, end: limit, isInclusive, step });
    const read = this.statements.body(body, scope);
    return [
      ...before.filter(each => each !== begins),
      { type: 'count', binding, start, end: limit, isInclusive, step, body: read, at: test.from },
    ];
  }

  /** `for (const x of xs)`, `for (const [i, x] of xs.entries())`. */
  private each(node: SyntaxNode, spec: SyntaxNode, body: SyntaxNode, scope: Scope): Statement {
    const parts = partsOf(spec).slice(1, -1);
    const [word, pattern, , iterated] = parts;
    if (parts.length !== 4 || (word?.name !== 'const' && word?.name !== 'let')) throw this.refuse(node);
    const isPattern = pattern!.name === 'ArrayPattern';
    if (!isPattern && pattern!.name !== 'VariableDefinition') throw this.refuse(node);
    const entries = /\.entries\(\)$/.test(this.word(iterated!)) ? iterated!.firstChild!.firstChild! : undefined;
    const of = this.expressions.read(entries ?? iterated!, scope);
    const names = (isPattern ? this.around.namesIn(pattern!) : [pattern!]).map(each =>
      this.around.declareAt(each, scope),
    );
    if (entries && names.length !== 2) throw this.refuse(node);
    this.giveElements(names, of, entries !== undefined, isPattern);
    const isTaken = isPattern && !entries;
    return {
      ...{ type: 'each', targets: names, isPattern: isTaken, withIndex: entries !== undefined, of },
      body: this.statements.body(body, scope),
      at: node.from,
    };
  }

  private giveElements(names: readonly Binding[], of: Expression, withIndex: boolean, isPattern: boolean): void {
    const element: Expression = {
      type: 'method',
      name: 'element',
      of,
      args: [],
      at: of.at,
      changes: this.around.changes,
    };
    if (withIndex) {
      names[0]!.sources.push({ from: 'given', kind: { type: 'int', least: 0 } });
      names[1]!.sources.push({ from: 'value', value: element });
      return;
    }
    for (const name of names)
      name.sources.push(isPattern ? { from: 'element', of: element } : { from: 'value', value: element });
  }

  /** `xs.forEach((x, i) => { … })` as a loop. */
  forEach(node: SyntaxNode, outer: Scope): Statement | undefined {
    const [callee, list] = partsOf(node);
    const callback = list?.getChild('ArrowFunction');
    if (callee?.name !== 'MemberExpression' || !/\.forEach$/.test(this.word(callee)) || !callback) return undefined;
    const body = callback.lastChild!;
    const definitions = callback.getChild('ParamList')!.getChildren('VariableDefinition');
    const parts = partsOf(callback.getChild('ParamList')!).filter(({ name }) => !/^([(),]|TypeAnnotation)$/.test(name));
    const isPlain = definitions.length === parts.length && definitions.length >= 1 && definitions.length <= 2;
    if (!isPlain || body.name !== 'Block' || returns(body)) throw this.refuse(node);
    const of = this.expressions.read(callee.firstChild!, outer);
    const scope = this.statements.inner(outer);
    const names = definitions.map(each => this.around.declareAt(each, scope)).reverse();
    this.giveElements(names, of, names.length === 2, false);
    const withIndex = names.length === 2;
    return {
      ...{ type: 'each', targets: names, isPattern: false, withIndex, of },
      body: this.statements.body(body, scope),
      at: node.from,
    };
  }

  private word({ from, to }: SyntaxNode): string {
    return this.around.text.slice(from, to);
  }

  private refuse(node: SyntaxNode): Error {
    return unsupported(this.around.text, node);
  }
}

/** By how much `i++`, `i -= 2` changes i; undefined where it is something else. */
function stepOf(update: string, name: string): number | undefined {
  const [, sign, amount] = /^(?:\+\+|--)?[\p{L}\p{N}_$]+\s*(\+\+|--|\+=|-=)?\s*(\d*)$/u.exec(update) ?? [];
  const before = /^(\+\+|--)/.exec(update)?.[1];
  const word = /[\p{L}_$][\p{L}\p{N}_$]*/u.exec(update)?.[0];
  const operator = sign ?? before;
  if (word !== name || operator === undefined || (sign !== undefined && before !== undefined)) return undefined;
  const size = operator.endsWith('=') ? Number(amount) : amount === '' ? 1 : NaN;
  return size > 0 ? (operator.startsWith('+') ? size : -size) : undefined;
}

/** Whether a function's body returns, not counting the functions in it. */
function returns(body: SyntaxNode): boolean {
  let found = false;
  body.cursor().iterate(({ name }) => {
    found ||= name === 'ReturnStatement';
    return !found && !/^(ArrowFunction|Function(Expression|Declaration))$/.test(name);
  });
  return found;
}
