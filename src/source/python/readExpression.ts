import type { SyntaxNode } from '@lezer/common';
import { partsOf } from './parts';
import type { BinaryOperator, Binding, Changes, Expression, FunctionNode, Item, Scope } from './program';
import { unsupported } from './unsupported';
import { UNARY_MATH, isConstant, isMathFunction } from './vocabulary';

/** What reading an expression needs of what is around it. */
export interface Surroundings {
  readonly text: string;
  readonly changes: Changes;
  /** @throws Problem `no-python` where the name is not one of the function, or of functions and constants of the module */
  resolve(node: SyntaxNode, scope: Scope): Binding;
  /** Whether the text has something of its own by this name. */
  isDeclared(word: string, scope: Scope): boolean;
  readFunction(node: SyntaxNode, scope: Scope): FunctionNode;
  /** A function that hands its arguments on. */
  handOn(count: number, scope: Scope, result: (args: readonly Expression[]) => Expression): FunctionNode;
}

const OPERATORS: Readonly<Record<string, BinaryOperator>> = {
  ...Object.fromEntries(['+', '-', '*', '/', '%', '**', '<', '<=', '>', '>=', '&&', '||'].map(each => [each, each])),
  '===': '==',
  '==': '==',
  '!==': '!=',
  '!=': '!=',
};

/** Methods of arrays that take a function: how many arguments it gets at most. */
const WITH_CALLBACK: Readonly<Record<string, number>> = { map: 2, filter: 2, every: 2, some: 2, forEach: 2, reduce: 3 };

/** Methods of arrays without: how many arguments they take at most. */
const PLAIN_METHODS: Readonly<Record<string, number>> = { slice: 2, concat: 1, push: 1, at: 1 };

/** Reads expressions as those that Python knows, too. */
export class ExpressionReader {
  private readonly changes: Changes;

  constructor(private readonly around: Surroundings) {
    this.changes = around.changes;
  }

  /** @throws Problem `no-python` */
  read(node: SyntaxNode, scope: Scope): Expression {
    const at = node.from;
    switch (node.name) {
      case 'Number':
        return this.number(node);
      case 'BooleanLiteral':
        return { type: 'boolean', value: this.word(node) === 'true', at };
      case 'VariableName':
        return this.name(node, scope);
      case 'ParenthesizedExpression':
        return this.read(this.only(node, partsOf(node)), scope);
      case 'UnaryExpression':
        return this.unary(node, scope);
      case 'BinaryExpression':
        return this.binary(node, scope);
      case 'ConditionalExpression': {
        const [test, , then, , otherwise] = partsOf(node);
        if (!test || !then || !otherwise) throw this.refuse(node);
        const [a, b, c] = [this.read(test, scope), this.read(then, scope), this.read(otherwise, scope)];
        return { type: 'conditional', test: a, then: b, otherwise: c, at };
      }
      case 'ArrayExpression':
        return this.array(node, scope);
      case 'MemberExpression':
        return this.member(node, scope);
      case 'CallExpression':
        return this.call(node, scope);
      case 'NewExpression':
        return this.created(node, scope);
    }
    throw this.refuse(node);
  }

  private number(node: SyntaxNode): Expression {
    const text = this.word(node);
    const value = Number(text.replaceAll('_', ''));
    if (Number.isNaN(value) || /^0\d/.test(text)) throw this.refuse(node);
    return { type: 'number', text, value, at: node.from };
  }

  private name(node: SyntaxNode, scope: Scope): Expression {
    const word = this.word(node);
    if (word === 'Infinity' || word === 'NaN') return { type: 'constant', name: word, at: node.from };
    return { type: 'name', binding: this.around.resolve(node, scope), at: node.from };
  }

  private unary(node: SyntaxNode, scope: Scope): Expression {
    const [operator, operand] = partsOf(node);
    const word = operator ? this.word(operator) : '';
    if (!operand || (word !== '-' && word !== '!' && word !== '+')) throw this.refuse(node);
    const inner = this.read(operand, scope);
    if (word !== '+') return { type: 'unary', operator: word, operand: inner, at: node.from };
    if (inner.type !== 'number') throw this.refuse(node); // it makes numbers of others
    return inner;
  }

  private binary(node: SyntaxNode, scope: Scope): Expression {
    const [left, sign, right] = partsOf(node);
    if (!left || !sign || !right) throw this.refuse(node);
    if (sign.name === 'as' || sign.name === 'satisfies') return this.read(left, scope);
    const operator = OPERATORS[this.word(sign)];
    if (!operator) throw this.refuse(node);
    if (operator === '**') return this.power(this.powers(node), scope);
    return { type: 'binary', operator, left: this.read(left, scope), right: this.read(right, scope), at: node.from };
  }

  /** What stands between `**`; the parser begins with the first two, JavaScript with the last. */
  private powers(node: SyntaxNode): SyntaxNode[] {
    const [left, sign, right] = partsOf(node);
    const isPower = node.name === 'BinaryExpression' && sign !== undefined && this.word(sign) === '**';
    return isPower ? [...this.powers(left!), ...this.powers(right!)] : [node];
  }

  private power([first, ...others]: readonly SyntaxNode[], scope: Scope): Expression {
    const left = this.read(first!, scope);
    if (others.length === 0) return left;
    return { type: 'binary', operator: '**', left, right: this.power(others, scope), at: first!.from };
  }

  private array(node: SyntaxNode, scope: Scope): Expression {
    const items = this.items(node, scope);
    const [only] = items;
    if (items.length === 1 && only!.isSpread)
      return { type: 'method', name: 'slice', of: only!.value, args: [], at: node.from, changes: this.changes };
    return { type: 'array', items, at: node.from, changes: this.changes };
  }

  /** What stands between the brackets of a list or a call. */
  private items(list: SyntaxNode, scope: Scope): Item[] {
    const items: Item[] = [];
    let isSpread = false;
    let wantsItem = true;
    for (const part of partsOf(list).slice(1, -1)) {
      if (part.name === ',') {
        if (wantsItem) throw this.refuse(list); // a hole
        wantsItem = true;
      } else if (part.name === 'Spread') {
        isSpread = true;
      } else {
        items.push({ value: this.read(part, scope), isSpread });
        [isSpread, wantsItem] = [false, false];
      }
    }
    return items;
  }

  private member(node: SyntaxNode, scope: Scope): Expression {
    const written = this.word(node);
    const at = node.from;
    if (isConstant(written)) return { type: 'constant', name: written, at };
    const [object, open, key] = partsOf(node);
    if (!object || !open || !key) throw this.refuse(node);
    if (open.name === '[') return { type: 'index', of: this.read(object, scope), index: this.read(key, scope), at };
    if (open.name === '.' && this.word(key) === 'length')
      return { type: 'length', of: this.read(object, scope), at, changes: this.changes };
    throw this.refuse(node);
  }

  private call(node: SyntaxNode, scope: Scope): Expression {
    const [called, list] = partsOf(node).filter(({ name }) => name !== 'TypeArgList');
    if (!called || list?.name !== 'ArgList') throw this.refuse(node);
    const callee = called.name === 'InstantiationExpression' ? called.firstChild! : called;
    const at = node.from;
    const written = this.word(callee);
    if (isMathFunction(written) && this.around.isDeclared(written.split('.')[0]!, scope)) throw this.refuse(node);
    if (isMathFunction(written)) return { type: 'math', name: written, args: this.items(list, scope), at };
    if (written === 'Array.from' || /^Float64Array\.(from|of)$/.test(written)) return this.from(node, list, scope);
    if (callee.name === 'VariableName' || (callee.name === 'MemberExpression' && isOwner(callee.firstChild)))
      return this.own(node, callee, list, scope);
    if (callee.name === 'MemberExpression') return this.method(node, callee, list, scope);
    throw this.refuse(node);

    function isOwner(object: SyntaxNode | null): boolean {
      return object?.name === 'VariableName' && /^\p{Lu}/u.test(written);
    }
  }

  /** A call of a function of this text. */
  private own(node: SyntaxNode, callee: SyntaxNode, list: SyntaxNode, scope: Scope): Expression {
    const binding = this.around.resolve(callee, scope);
    const args = this.items(list, scope).map(({ value, isSpread }) => {
      if (isSpread) throw this.refuse(node);
      return value;
    });
    const { func } = binding;
    const required = func?.parameters.filter(({ initial }) => !initial).length ?? 0;
    if (!func || args.length < required || args.length > func.parameters.length) throw this.refuse(node);
    args.forEach((value, index) => give(func, index, value));
    return { type: 'call', binding, args, at: node.from };
  }

  private method(node: SyntaxNode, callee: SyntaxNode, list: SyntaxNode, scope: Scope): Expression {
    const [object, dot, property] = partsOf(callee);
    const name = property ? this.word(property) : '';
    if (!object || dot?.name !== '.') throw this.refuse(node);
    const filled = name === 'fill' ? this.filled(node, object, list, scope) : undefined;
    if (filled) return filled;
    const of = this.read(object, scope);
    const at = node.from;
    const given = partsOf(list).filter(({ name: part }) => !'(),'.includes(part));
    if (Object.hasOwn(WITH_CALLBACK, name)) {
      const [first, ...others] = given;
      if (!first || others.length > (name === 'reduce' ? 1 : 0)) throw this.refuse(node);
      const callback = this.callback(first, WITH_CALLBACK[name]!, scope);
      const args = others.map(each => this.read(each, scope));
      this.giveElements(callback, name, of, args);
      return { type: 'method', name, of, args, callback, at, changes: this.changes };
    }
    if (!Object.hasOwn(PLAIN_METHODS, name) || given.length > PLAIN_METHODS[name]!) throw this.refuse(node);
    return { type: 'method', name, of, args: given.map(each => this.read(each, scope)), at, changes: this.changes };
  }

  /** `new Array(n).fill(0)`; of numbers only, as all elements would be the same array. */
  private filled(node: SyntaxNode, object: SyntaxNode, list: SyntaxNode, scope: Scope): Expression | undefined {
    if (object.name !== 'NewExpression' && !this.word(object).startsWith('Array(')) return undefined;
    const sizes = object.getChild('ArgList');
    const callee = (object.getChild('InstantiationExpression') ?? object).getChild('VariableName');
    const [count, value] = [sizes, list].map(each => {
      const [only, another] = each ? this.items(each, scope) : [];
      return only && !another && !only.isSpread ? only.value : undefined;
    });
    if (!callee || !/^(Float64)?Array$/.test(this.word(callee)) || !count || !value) throw this.refuse(node);
    return { type: 'filled', count, value, at: node.from };
  }

  /** `new Float64Array(n)` and `new Float64Array([1, 2])`. */
  private created(node: SyntaxNode, scope: Scope): Expression {
    const callee = node.getChild('VariableName');
    const list = node.getChild('ArgList');
    if (!callee || !list || this.word(callee) !== 'Float64Array') throw this.refuse(node);
    const [only, another] = this.items(list, scope);
    if (!only || another || only.isSpread) throw this.refuse(node);
    const { value } = only;
    const at = node.from;
    if (value.type === 'array') return value;
    if (value.type !== 'number' && value.type !== 'length') throw this.refuse(node); // a number, or an array?
    return { type: 'filled', count: value, value: { type: 'number', text: '0.0', value: 0, at }, at };
  }

  /** `Array.from(x)`, `Array.from(x, f)`, `Array.from({ length: n }, f)`, `Float64Array.of(1, 2)`. */
  private from(node: SyntaxNode, list: SyntaxNode, scope: Scope): Expression {
    const at = node.from;
    if (this.word(node).startsWith('Float64Array.of'))
      return { type: 'array', items: this.items(list, scope), at, changes: this.changes };
    const [first, second, third] = partsOf(list).filter(({ name }) => !'(),'.includes(name));
    if (!first || third) throw this.refuse(node);
    const callback = second && this.callback(second, 2, scope);
    if (first.name === 'ObjectExpression') {
      const [property, another] = first.getChildren('Property');
      const [key, , value] = property ? partsOf(property) : [];
      if (!callback || another || !key || this.word(key) !== 'length' || !value) throw this.refuse(node);
      const count = this.read(value, scope);
      const [element, index] = callback.parameters;
      if (element && !element.bindings.every(({ name }) => name.startsWith('_'))) throw this.refuse(node); // undefined
      index?.bindings[0]?.sources.push({ from: 'given', kind: { type: 'int', least: 0 } });
      return { type: 'made', count, callback, at, changes: this.changes };
    }
    const of = this.read(first, scope);
    if (!callback) return { type: 'method', name: 'slice', of, args: [], at, changes: this.changes };
    this.giveElements(callback, 'map', of, []);
    return { type: 'method', name: 'map', of, args: [], callback, at, changes: this.changes };
  }

  /** The function that a method is given: written there, or one that is known by its name. */
  private callback(node: SyntaxNode, most: number, scope: Scope): FunctionNode {
    const { around } = this;
    const at = node.from;
    if (node.name === 'ArrowFunction' || node.name === 'FunctionExpression') {
      const func = around.readFunction(node, scope);
      if (func.parameters.length > most || func.parameters.some(({ initial }) => initial)) throw this.refuse(node);
      return func;
    }
    const written = this.word(node);
    if (UNARY_MATH.has(written) && most === 2)
      return around.handOn(1, scope, ([value]) => ({
        type: 'math',
        name: written,
        args: [{ value: value!, isSpread: false }],
        at,
      }));
    if (node.name !== 'VariableName') throw this.refuse(node);
    const binding = around.resolve(node, scope);
    const { func } = binding;
    if (!func || func.parameters.length > most || func.parameters.some(({ initial }) => initial))
      throw this.refuse(node);
    return around.handOn(func.parameters.length, scope, args => {
      args.forEach((value, index) => give(func, index, value));
      return { type: 'call', binding, args, at };
    });
  }

  /** What a callback of a method is called with. */
  private giveElements(callback: FunctionNode, name: string, of: Expression, args: readonly Expression[]): void {
    const elements = callback.parameters.slice(name === 'reduce' ? 1 : 0);
    if (name === 'reduce') {
      const [sum] = callback.parameters;
      const [initial] = args;
      const begins = initial ? ({ from: 'value', value: initial } as const) : ({ from: 'element', of } as const);
      for (const [index, binding] of (sum?.bindings ?? []).entries()) {
        if (sum!.isPattern) throw this.refuse({ from: of.at, to: of.at + 1, index });
        binding.sources.push(begins, ...callback.returned.map(value => ({ from: 'value', value }) as const));
      }
    }
    const [element, index] = elements;
    for (const binding of element?.bindings ?? []) {
      const whole: Expression = { type: 'method', name: 'element', of, args: [], at: of.at, changes: this.changes };
      binding.sources.push(element!.isPattern ? { from: 'element', of: whole } : { from: 'element', of });
    }
    index?.bindings[0]?.sources.push({ from: 'given', kind: { type: 'int', least: 0 } });
  }

  private only(node: SyntaxNode, parts: readonly SyntaxNode[]): SyntaxNode {
    const inner = parts.slice(1, -1);
    if (inner.length !== 1) throw this.refuse(node);
    return inner[0]!;
  }

  private word({ from, to }: SyntaxNode): string {
    return this.around.text.slice(from, to);
  }

  private refuse(node: { readonly from: number; readonly to: number; readonly index?: number }): Error {
    return unsupported(this.around.text, node);
  }
}

/** Takes note of what a parameter is given in a call. */
function give(func: FunctionNode, index: number, value: Expression): void {
  const parameter = func.parameters[index];
  for (const binding of parameter?.bindings ?? [])
    binding.sources.push(parameter!.isPattern ? { from: 'element', of: value } : { from: 'value', value });
}
