import { Problem } from '../../numerics/problem';
import { ExpressionPrinter } from './printExpression';
import type { Expression, FunctionNode, Library, Parameter, Statement, Target } from './program';
import type { Program } from './read';
import type { PythonFunction } from '../../words/gradientPython';
import { unsupportedLine } from './unsupported';

/** @throws Problem `no-python` where something is not surely the same */
export function printProgram(program: Program, library: Library, text: string): PythonFunction {
  return new Printer(library, text).print(program);
}

/** What `continue` must do before the next round. */
interface Loop {
  readonly update: readonly string[];
  readonly isTestedLast: boolean;
}

class Printer {
  /** Lines that must stand before the statement that is being written. */
  private waiting: string[] = [];
  private readonly expressions: ExpressionPrinter;

  constructor(
    private readonly library: Library,
    private readonly text: string,
  ) {
    this.expressions = new ExpressionPrinter(library, text, (name, func) => {
      this.waiting.push(...this.definition(name, func));
    });
  }

  print({ main, functions, constants }: Program): PythonFunction {
    const definitions = functions.flatMap(binding => [...this.definition(binding.name, binding.func!), '', '']);
    const values = constants.map(
      ({ binding, value }) => `${binding.name} = ${this.expressions.given(value, binding.kind)}`,
    );
    if (this.waiting.length > 0) throw new Problem('no-python', { what: constants[0]!.binding.name, line: 1 });
    const { helpers, helperNames, imports, isRounded } = this.expressions;
    const lines = [...helpers.flatMap(lines => [...lines, '', '']), ...definitions, ...values];
    while (lines.at(-1) === '') lines.pop();
    const { parameters, kind } = main.func!;
    return {
      name: main.name,
      parameters: parameters.map(nameOf),
      lines,
      imports: [...imports],
      defined: [...helperNames, ...[...functions, ...constants.map(({ binding }) => binding)].map(each => each.name)],
      isRounded,
      isTraced: kind?.type === 'float' && kind.traced,
    };
  }

  private definition(name: string, func: FunctionNode): string[] {
    const outer = this.waiting;
    this.waiting = [];
    const unpacked: string[] = [];
    const parameters = func.parameters.map(parameter => {
      const { bindings, isPattern, initial } = parameter;
      const name = nameOf(parameter);
      if (isPattern) unpacked.push(`${listed(bindings.map(each => each.name))} = ${name}[:${bindings.length}]`);
      return initial ? `${name}=${this.expressions.given(initial, bindings[0]!.kind)}` : name;
    });
    if ([...func.outside].some(({ isBare }) => isBare)) throw this.refuse(func.body[0]!); // Python knows of no such name
    const outside = [...func.outside].map(each => each.name);
    const body = [
      ...(outside.length > 0 ? [`nonlocal ${outside.join(', ')}`] : []),
      ...unpacked,
      ...this.block(func.body, undefined, func),
    ];
    this.waiting = outer;
    return [`def ${name}(${parameters.join(', ')}):`, ...indented(body)];
  }

  private block(statements: readonly Statement[], loop: Loop | undefined, func: FunctionNode): string[] {
    const outer = this.waiting; // before the statement around
    const written = statements.flatMap(statement => {
      this.waiting = [];
      const lines = this.statement(statement, loop, func);
      return [...this.waiting, ...lines];
    });
    this.waiting = outer;
    return written;
  }

  private statement(node: Statement, loop: Loop | undefined, func: FunctionNode): string[] {
    const { expressions } = this;
    switch (node.type) {
      case 'assign':
        return [this.assignment(node.target, node.value)];
      case 'update':
        return [this.update(node)];
      case 'unpack':
        return [this.unpacked(node)];
      case 'function':
        return this.definition(node.binding.name, node.binding.func!);
      case 'do':
        return [expressions.print(node.expression)];
      case 'if':
        return this.branch(node, loop, func);
      case 'count':
        return this.count(node, func);
      case 'each': {
        const names = node.targets.map(({ name }) => name);
        const of = expressions.iterated(node.of);
        const head = node.isPattern && names.length === 1 ? `${names[0]!},` : names.join(', ');
        const body = this.block(node.body, { update: [], isTestedLast: false }, func);
        return [`for ${head} in ${node.withIndex ? `enumerate(${of})` : of}:`, ...indented(body)];
      }
      case 'while':
        return this.whileLoop(node, func);
      case 'return':
        return [`return ${expressions.given(node.value, func.kind)}`];
      case 'break':
        return ['break'];
      case 'continue':
        if (loop?.isTestedLast) throw this.refuse(node);
        return [...(loop?.update ?? []), 'continue'];
      case 'raise':
        return [`raise ValueError(${JSON.stringify(node.message)})`];
    }
  }

  private assignment(target: Target, value: Expression): string {
    return `${this.target(target)} = ${this.expressions.given(value, this.expressions.kindOfTarget(target))}`;
  }

  private target(target: Target): string {
    if (target.type === 'index') this.expressions.checkStore(target);
    return this.expressions.print(target);
  }

  private update(node: Extract<Statement, { type: 'update' }>): string {
    const { target, operator, value, at } = node;
    const whole = { type: 'binary', operator, left: target, right: value, at } as const;
    const written = this.expressions.print(whole);
    // With tensors `a += b` would change what else refers to a.
    const isShort = this.library === 'numpy' && operator !== '%';
    const name = this.target(target);
    return isShort ? `${name} ${operator}= ${this.expressions.print(value)}` : `${name} = ${written}`;
  }

  private unpacked({ targets, value }: Extract<Statement, { type: 'unpack' }>): string {
    const head = listed(targets.map(each => this.target(each)));
    const isWritten =
      value.type === 'array' && value.items.length === targets.length && value.items.every(each => !each.isSpread);
    if (!isWritten) return `${head} = ${this.expressions.firstOf(value, targets.length)}`;
    const values = value.items.map((item, index) =>
      this.expressions.given(item.value, this.expressions.kindOfTarget(targets[index]!)),
    );
    return `${head} = ${listed(values)}`;
  }

  private branch(
    { test, then, otherwise }: Extract<Statement, { type: 'if' }>,
    loop: Loop | undefined,
    func: FunctionNode,
  ): string[] {
    const lines = [`if ${this.expressions.condition(test)}:`, ...indented(this.block(then, loop, func))];
    const [only] = otherwise;
    if (!only) return lines;
    const others = this.block(otherwise, loop, func);
    if (otherwise.length === 1 && only.type === 'if' && others[0]!.startsWith('if '))
      return [...lines, `el${others[0]!}`, ...others.slice(1)];
    return [...lines, 'else:', ...indented(others)];
  }

  private count(node: Extract<Statement, { type: 'count' }>, func: FunctionNode): string[] {
    const { binding, start, end, isInclusive, step, body } = node;
    const range = this.expressions.range(node);
    if (range !== undefined)
      return [
        `for ${binding.name} in ${range}:`,
        ...indented(this.block(body, { update: [], isTestedLast: false }, func)),
      ];
    const sign = `${step > 0 ? '<' : '>'}${isInclusive ? '=' : ''}` as '<';
    const name = { type: 'name', binding, at: node.at } as const;
    const test = { type: 'binary', operator: sign, left: name, right: end, at: node.at } as const;
    const update = [`${binding.name} ${step > 0 ? '+' : '-'}= ${Math.abs(step)}`];
    return [
      `${binding.name} = ${this.expressions.given(start, binding.kind)}`,
      `while ${this.expressions.condition(test)}:`,
      ...indented([...this.block(body, { update, isTestedLast: false }, func), ...update]),
    ];
  }

  private whileLoop(
    { test, body, update, isTestedLast }: Extract<Statement, { type: 'while' }>,
    func: FunctionNode,
  ): string[] {
    const updates = this.block(update, undefined, func);
    const lines = this.block(body, { update: updates, isTestedLast }, func);
    if (isTestedLast) {
      const end = test ? [`if not (${this.expressions.condition(test)}):`, '    break'] : [];
      return ['while True:', ...indented([...lines, ...end])];
    }
    return [`while ${test ? this.expressions.condition(test) : 'True'}:`, ...indented([...lines, ...updates])];
  }

  private refuse({ at }: { readonly at: number }): Error {
    return unsupportedLine(this.text, at);
  }
}

/** A parameter that is taken apart is called by its parts. */
function nameOf({ bindings }: Parameter): string {
  return bindings.map(({ name }) => name).join('_');
}

/** Names or values one after the other, a single one as a tuple. */
function listed(items: readonly string[]): string {
  return items.length === 1 ? `${items[0]!},` : items.join(', ');
}

function indented(lines: readonly string[]): string[] {
  return (lines.length > 0 ? lines : ['pass']).map(line => (line === '' ? line : `    ${line}`));
}
