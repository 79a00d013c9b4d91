import type * as Syntax from '@babel/types';
import type { Node } from '@babel/types';
import { Edits } from './edits';
import {
  isBoolean,
  isElement,
  isLiteral,
  isNothing,
  isPlace,
  isReachable,
  isReplaceable,
  isUnused,
  type Context,
} from './forms';
import type { RuntimeName } from './runtime';
import { SEARCHING_METHODS } from './searching';
import { MEMBERS } from './standIns';
import { bare, boundNames, childrenOf, parseModule } from './syntax';

/**
 * Rewrites a module so that traced numbers pass through it: operators become calls, tests look at the value, and what
 * stands in for `Math` and other globals takes their place. Lines stay where they are; types stay in the text. Plain
 * numbers give what they gave before.
 *
 * @param access an expression whose value has the functions of the runtime as its members
 */
export function instrument(text: string, file: string, access: string): string {
  const program = parseModule(text, file);
  return program ? new Instrumenter(text, program).rewritten(access) : text;
}

const ARITHMETIC = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'remainder',
  '**': 'power',
} as const;

/** The runtime's function for an operator of arithmetic, or that in `+=`. */
function functionOf(operator: string): (typeof ARITHMETIC)[keyof typeof ARITHMETIC] | undefined {
  return Object.hasOwn(ARITHMETIC, operator) ? ARITHMETIC[operator as keyof typeof ARITHMETIC] : undefined;
}

const UNARY = new Map([['-', 'negate'] as const, ['+', 'toNumber'] as const, ['typeof', 'typeOf'] as const]);

const BITWISE = new Set(['&', '|', '^', '<<', '>>', '>>>']);

class Instrumenter {
  private readonly edits: Edits;
  private readonly bound: ReadonlySet<string>;
  /** Begins every name that is added; it occurs nowhere in the text. */
  private prefix = '$';
  private readonly used = new Set<RuntimeName>();

  constructor(
    text: string,
    private readonly program: Syntax.Program,
  ) {
    this.edits = new Edits(text);
    this.bound = boundNames(program);
    while (text.includes(this.prefix)) this.prefix += '_';
  }

  rewritten(access: string): string {
    const { body, directives, interpreter } = this.program;
    for (const node of body) this.visit(node, { parent: this.program, unused: false });
    if (this.used.size === 0) return this.edits.toString();
    const names = [...this.used].map(name => `${JSON.stringify(name)}: ${this.nameOf(name)}`);
    const start = directives.at(-1)?.end ?? (interpreter ? this.edits.nextLine(interpreter.end!) : 0);
    this.edits.prepend(start, `;const { ${names.join(', ')} } = ${access};`);
    return this.edits.toString();
  }

  private nameOf(name: RuntimeName): string {
    this.used.add(name);
    return `${this.prefix}${name.replace('.', '_')}`;
  }

  private visit(node: Node, context: Context): void {
    this.rewrite(node, context);
    for (const child of childrenOf(node)) this.visit(child, { parent: node, unused: isUnused(child, node, context) });
  }

  private rewrite(node: Node, context: Context): void {
    switch (node.type) {
      case 'BinaryExpression':
        return this.binary(node);
      case 'LogicalExpression':
        return this.logical(node, context);
      case 'UnaryExpression':
        return this.unary(node);
      case 'AssignmentExpression':
        return this.assignment(node, context);
      case 'UpdateExpression':
        return this.update(node, context);
      case 'IfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
      case 'ConditionalExpression':
        return this.tested(node.test);
      case 'SwitchStatement':
        return this.compared(node.discriminant);
      case 'SwitchCase':
        return this.compared(node.test);
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression':
        return this.call(node);
      case 'MemberExpression':
        return this.member(node);
      case 'Identifier':
        return this.identifier(node, context.parent);
      default:
        return; // nothing that numbers pass through
    }
  }

  private wrapped(node: Node, name: RuntimeName): void {
    this.edits.open(node.start!, `${this.nameOf(name)}(`);
    this.edits.close(node.end!, ')');
  }

  /** `test(a)` */
  private tested(node: Node | null | undefined): void {
    if (node && !isBoolean(node)) this.wrapped(node, 'test');
  }

  /** `plain(a)` */
  private compared(node: Node | null | undefined): void {
    if (node && !isBoolean(node) && !isLiteral(node)) this.wrapped(node, 'plain');
  }

  /** `a * b` → `multiply(a, b)`; `a < b` → `plain(a) < plain(b)` */
  private binary({ left, right, operator, start, end }: Syntax.BinaryExpression): void {
    const name = functionOf(operator);
    if (name) {
      if (isLiteral(left) && isLiteral(right)) return;
      this.edits.open(start!, `${this.nameOf(name)}(`);
      this.edits.replaceOperator(left.end!, operator, ',');
      this.edits.close(end!, ')');
    } else if (operator === 'in' || operator === 'instanceof') {
      if (left.type !== 'PrivateName') this.compared(left);
    } else if (BITWISE.has(operator) || !(isNothing(left) || isNothing(right))) {
      this.compared(left);
      this.compared(right);
    }
  }

  /** `a && b` → `(test(a) ? b : last())` */
  private logical({ left, operator, start, end }: Syntax.LogicalExpression, { parent }: Context): void {
    if (operator === '??' || isBoolean(left)) return;
    const bracketed = parent.type !== 'ExpressionStatement';
    const [then, otherwise] = this.choice(operator);
    this.edits.open(start!, `${bracketed ? '(' : ''}${this.nameOf('test')}(`);
    this.edits.replaceOperator(left.end!, operator, `)${then}`);
    this.edits.close(end!, `${otherwise}${bracketed ? ')' : ''}`);
  }

  /** What stands before and after the second operand of `&&` or `||` once the first was tested. */
  private choice(operator: string): [string, string] {
    const last = `${this.nameOf('last')}()`;
    return operator.startsWith('&&') ? [' ? ', ` : ${last}`] : [` ? ${last} : `, ''];
  }

  private unary({ operator, argument, start, end }: Syntax.UnaryExpression): void {
    if (operator === '!') return this.tested(argument);
    if (operator === '~') return this.compared(argument);
    const name = UNARY.get(operator as '-');
    // A global that does not exist has a type, too.
    const unknown = operator === 'typeof' && argument.type === 'Identifier' && !this.bound.has(argument.name);
    if (!name || isLiteral(argument) || unknown) return;
    this.edits.open(start!, `${this.nameOf(name)}(`);
    this.edits.replace(start!, start! + operator.length, ' ');
    this.edits.close(end!, ')');
  }

  private assignment(node: Syntax.AssignmentExpression, context: Context): void {
    const { left, operator, end } = node;
    const target = bare(left);
    if (operator === '=') {
      // Typed arrays round what they are given.
      if (isElement(target)) this.put(node, target);
      return;
    }
    const name = functionOf(operator.slice(0, -1));
    const isLogical = operator === '&&=' || operator === '||=';
    if (name && isPlace(target)) {
      this.edits.replaceOperator(left.end!, operator, `= ${this.nameOf(name)}(${this.edits.textOf(target)},`);
      this.edits.close(end!, ')');
    } else if (isLogical && isPlace(target)) {
      this.assignAfterTest(node, target, context);
    } else if ((name || isLogical) && isReachable(target)) {
      this.reference(target);
      const method = name ? `${name}(` : operator === '&&=' ? 'and(() => (' : 'or(() => (';
      this.edits.replaceOperator(left.end!, operator, `.${method}`);
      this.edits.close(end!, name ? ')' : '))');
    }
  }

  /** `m[i] = e` → `put(m, i, e)`, parentheses and types around `m[i]` aside */
  private put({ left, end }: Syntax.AssignmentExpression, { object, property }: Syntax.MemberExpression): void {
    this.edits.open(left.start!, `${this.nameOf('put')}(`);
    if (left.start! < object.start!) this.edits.replace(left.start!, object.start!, ' ');
    this.edits.replace(object.end!, property.start!, ', ');
    this.edits.replace(property.end!, this.edits.operatorAfter(left.end!, '=') + 1, ',');
    this.edits.close(end!, ')');
  }

  /** `x ||= e` → `(test(x) ? last() : x = e)` */
  private assignAfterTest(
    { left, operator, start, end }: Syntax.AssignmentExpression,
    target: Node,
    { parent }: Context,
  ): void {
    const bracketed = parent.type !== 'ExpressionStatement';
    const [then, otherwise] = this.choice(operator);
    const test = `${this.nameOf('test')}(${this.edits.textOf(target)})`;
    this.edits.open(start!, `${bracketed ? '(' : ''}${test}${then}`);
    this.edits.replaceOperator(left.end!, operator, '=');
    this.edits.close(end!, `${otherwise}${bracketed ? ')' : ''}`);
  }

  /** `m[i]` → `at(m, i)`, `o.x` → `at(o, "x")` */
  private reference({ object, property, computed, start, end }: Syntax.MemberExpression): void {
    this.edits.open(start!, `${this.nameOf('at')}(`);
    if (computed) {
      this.edits.replace(object.end!, property.start!, ', ');
      this.edits.replace(property.end!, end!, ')');
    } else this.edits.replace(object.end!, end!, `, "${(property as Syntax.Identifier).name}")`);
  }

  /** `x++` → `x = increment(x)`, followed by `last()` where its value is asked for; `m[i]++` → `at(m, i).increment()` */
  private update(node: Syntax.UpdateExpression, { unused }: Context): void {
    const { argument, operator, prefix, start, end } = node;
    const target = bare(argument);
    const name = operator === '++' ? 'increment' : 'decrement';
    const before = prefix || unused;
    if (isPlace(target)) {
      const changed = ` = ${this.nameOf(name)}(${this.edits.textOf(target)})`;
      const after = before ? '' : `, ${this.nameOf('last')}()`;
      this.edits.open(start!, unused ? '' : '(');
      this.edits.close(end!, `${changed}${after}${unused ? '' : ')'}`);
    } else if (isReachable(target)) {
      this.reference(target);
      this.edits.close(end!, `.${name}${before ? '' : 'After'}()`);
    } else return;
    if (prefix) this.edits.replace(start!, start! + operator.length, ' ');
    else this.edits.replaceOperator(argument.end!, operator, ' ');
  }

  private call(node: Syntax.CallExpression | Syntax.OptionalCallExpression | Syntax.NewExpression): void {
    const { callee, arguments: given } = node;
    if (callee.type === 'Identifier' && callee.name === 'Array' && !this.bound.has('Array')) {
      if (given.length === 1 && given[0]!.type !== 'SpreadElement') this.compared(given[0]); // a length
    } else if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') {
      const { object, property, computed } = callee;
      const searches = !computed && SEARCHING_METHODS.some(name => name === (property as Syntax.Identifier).name);
      if (searches && object.type !== 'Super' && !isInChain(callee)) this.wrapped(object, 'searching');
    }
  }

  /** `Number.isFinite` */
  private member({ object, property, computed, start, end }: Syntax.MemberExpression): void {
    if (computed || object.type !== 'Identifier' || property.type !== 'Identifier' || this.bound.has(object.name))
      return;
    const name = `${object.name}.${property.name}`;
    if (Object.hasOwn(MEMBERS, name)) this.edits.rename(start!, end!, this.nameOf(name as keyof typeof MEMBERS));
  }

  private identifier(node: Syntax.Identifier, parent: Node): void {
    if (this.bound.has(node.name) || !isReplaceable(node, parent)) return;
    const name = this.nameOf(node.name as RuntimeName);
    const isShorthand = parent.type === 'ObjectProperty' && parent.shorthand;
    this.edits.rename(node.start!, node.end!, isShorthand ? `${node.name}: ${name}` : name);
  }
}

/** `a?.b.c`: the chain would be cut. */
function isInChain(callee: Syntax.MemberExpression | Syntax.OptionalMemberExpression): boolean {
  return callee.type === 'OptionalMemberExpression' && !callee.optional;
}
