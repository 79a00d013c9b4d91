import { needsDefinition } from './callbacks';
import { HELPERS } from './helpers';
import { isFixed, isNumber, kindOf, type Kind } from './kinds';
import type { BinaryOperator, Expression, FunctionNode, Item, Library, Statement, Target } from './program';
import { isChangedInside, isLastOf } from './places';
import { unsupportedLine } from './unsupported';
import { CONSTANTS, MATH, ROUNDED_CORRECTLY, TESTS } from './vocabulary';

/** How tightly an expression holds together in Python. */
enum Level {
  Conditional,
  Or,
  And,
  Not,
  Comparison,
  Sum,
  Product,
  Sign,
  Power,
  Atom,
}

/** An expression as it is written. */
interface Written {
  readonly code: string;
  readonly level: Level;
}

const LEVELS: Readonly<Record<BinaryOperator, Level>> = {
  '||': Level.Or,
  '&&': Level.And,
  ...{ '<': Level.Comparison, '<=': Level.Comparison, '>': Level.Comparison, '>=': Level.Comparison },
  ...{ '==': Level.Comparison, '!=': Level.Comparison },
  ...{ '+': Level.Sum, '-': Level.Sum, '*': Level.Product, '/': Level.Product, '%': Level.Product, '**': Level.Power },
};

type Of<Type extends Expression['type']> = Extract<Expression, { readonly type: Type }>;

/** Writes expressions in Python. */
export class ExpressionPrinter {
  readonly imports = new Set<string>();
  /** Something is computed whose last digit may be another in JavaScript. */
  isRounded = false;
  private readonly used = new Set<string>();
  private callbacks = 0;

  /** @param define writes a function before the statement */
  constructor(
    private readonly library: Library,
    private readonly text: string,
    private readonly define: (name: string, func: FunctionNode) => void,
  ) {}

  /** Functions that the code calls and that Python does not have. */
  get helperNames(): ReadonlySet<string> {
    return this.used;
  }

  get helpers(): string[][] {
    return [...this.used].map(name => HELPERS[name]!(this.library === 'numpy' ? 'np' : 'torch'));
  }

  /** @throws Problem `no-python` */
  print(expression: Expression): string {
    return this.write(expression).code;
  }

  /** An expression as something that takes values of a kind is given it: a whole number becomes a float. */
  given(expression: Expression, kind: Kind | undefined): string {
    if (kind === undefined || kind.type === 'mixed') throw this.refuse(expression);
    const own = kindOf(expression);
    if (kind.type === 'float' && own?.type === 'int') return this.float(expression).code;
    if (expression.type === 'array') return this.list(expression, kind.type === 'array' ? kind.element : undefined);
    if (holdsInts(own) && !holdsInts(kind)) throw this.refuse(expression); // they would be taken for floats
    return this.print(expression);
  }

  /** A condition; 0 is none. */
  condition(expression: Expression): string {
    const kind = kindOf(expression);
    if (kind?.type === 'bool') return this.print(expression);
    if (kind?.type === 'int') return `${this.operand(expression, Level.Sum)} != 0`;
    throw this.refuse(expression);
  }

  /** An array of which the elements are taken one after the other. */
  iterated(expression: Expression): string {
    this.checkArray(expression);
    return this.operand(expression, Level.Or);
  }

  /** The first elements of an array. */
  firstOf(expression: Expression, count: number): string {
    this.checkArray(expression);
    return `${this.operand(expression, Level.Atom)}[:${count}]`;
  }

  kindOfTarget(target: Target): Kind | undefined {
    const kind = kindOf(target);
    return kind?.type === 'int' && target.type === 'index' ? { type: 'float', traced: false } : kind;
  }

  /** An element of an array of NumPy is a copy where it is an array itself; one of a tensor cannot be replaced. */
  checkStore(target: Of<'index'>): void {
    if (isChangedInside(target)) throw this.refuse(target); // before or after the value is computed?
    const kind = kindOf(target.of);
    const isPlain = isNumber(kindOf(target)) && this.library === 'numpy';
    if (kind?.type !== 'array' || !(kind.isList || isPlain)) throw this.refuse(target);
  }

  /** `range(…)`, where counting in Python is the same. */
  range({ binding, start, end, isInclusive, step }: Extract<Statement, { type: 'count' }>): string | undefined {
    const kinds = [start, end].map(kindOf);
    if (!kinds.every(kind => kind?.type === 'int') || binding.reassigned || !isFixed(end)) return undefined;
    const beyond = isInclusive ? this.shifted(end, Math.sign(step)) : this.print(end);
    const from = this.print(start);
    if (step !== 1) return `range(${from}, ${beyond}, ${step})`;
    return from === '0' ? `range(${beyond})` : `range(${from}, ${beyond})`;
  }

  private shifted(end: Expression, by: number): string {
    if (end.type === 'number') return String(end.value + by);
    return `${this.operand(end, Level.Sum)} ${by > 0 ? '+' : '-'} 1`;
  }

  private operand(expression: Expression, level: Level): string {
    return bracketed(this.write(expression), level);
  }

  private write(expression: Expression): Written {
    switch (expression.type) {
      case 'number':
        return atom(kindOf(expression)?.type === 'int' ? expression.text : floatText(expression.text));
      case 'boolean':
        return atom(expression.value ? 'True' : 'False');
      case 'name':
        if (expression.binding.func) throw this.refuse(expression); // only called, never handed around
        return atom(expression.binding.name);
      case 'constant':
        return this.constant(expression);
      case 'unary':
        return this.unary(expression);
      case 'binary':
        return this.binary(expression);
      case 'conditional':
        return this.conditional(expression);
      case 'array':
        return atom(this.list(expression, elementKind(expression)));
      case 'index':
        return this.index(expression);
      case 'length':
        this.checkArray(expression.of);
        return atom(`len(${this.print(expression.of)})`);
      case 'math':
        return this.math(expression);
      case 'call':
        return this.call(expression);
      case 'method':
        return this.method(expression);
      case 'filled':
        return this.filled(expression);
      case 'made': {
        this.checkInt(expression.count);
        const range = `range(${this.print(expression.count)})`;
        const [, index] = expression.callback.parameters;
        const name = index?.bindings[0]?.name ?? '_';
        const { code } = this.result(
          expression.callback,
          expression.callback.parameters.map((_, i) => (i === 0 ? 'None' : name)),
        );
        return atom(`[${code} for ${name} in ${range}]`);
      }
    }
  }

  private constant({ name }: Of<'constant'>): Written {
    const code = CONSTANTS[name]!;
    return { code, level: code.startsWith('-') ? Level.Sign : Level.Atom };
  }

  /** Elements of one kind, as each of them is given it. */
  private list({ items }: Of<'array'>, kind: Kind | undefined): string {
    const written = items.map(item => {
      if (!item.isSpread && kind && kind.type !== 'mixed') return this.given(item.value, kind);
      if (item.isSpread && kind?.type === 'float' && holdsInts(kindOf(item.value))) throw this.refuse(item.value);
      return this.item(item);
    });
    return `[${written.join(', ')}]`;
  }

  private item({ value, isSpread }: Item): string {
    if (isSpread) this.checkArray(value);
    return isSpread ? `*${this.operand(value, Level.Comparison)}` : this.print(value);
  }

  private unary({ operator, operand }: Of<'unary'>): Written {
    if (operator === '-') {
      this.checkNumber(operand);
      return { code: `-${this.operand(operand, Level.Sign)}`, level: Level.Sign };
    }
    if (kindOf(operand)?.type !== 'bool') throw this.refuse(operand);
    return { code: `not ${this.operand(operand, Level.Not)}`, level: Level.Not };
  }

  private binary(expression: Of<'binary'>): Written {
    const { operator, left, right } = expression;
    const level = LEVELS[operator];
    const kinds = [left, right].map(kindOf);
    const areBools = kinds.every(kind => kind?.type === 'bool');
    const isBoolean = operator === '&&' || operator === '||';
    if (!(isBoolean ? areBools : kinds.every(isNumber) || (/^[!=]=$/.test(operator) && areBools)))
      throw this.refuse(expression);
    if (operator === '**') return this.power(left, right);
    if (operator === '%' && kindOf(expression)?.type !== 'int')
      return atom(`${this.name('fmod')}(${this.tensor(left)}, ${this.tensor(right)})`);
    const word = { '&&': 'and', '||': 'or' }[operator as '&&'] ?? operator;
    const isComparison = /^(?:[<>]=?|[!=]=)$/.test(operator);
    // Whole numbers that JavaScript rounds must be floats here, too.
    const isRound =
      kindOf(expression)?.type === 'float' && kinds.every(kind => kind?.type === 'int') && operator !== '/';
    const first = isRound ? this.float(left) : this.write(left);
    const before = bracketed(first, isComparison ? level + 1 : level);
    const after = this.operand(right, level + 1);
    return { code: `${before} ${word} ${after}`, level };
  }

  private power(left: Expression, right: Expression): Written {
    if (right.type !== 'number' || right.value !== 2) this.isRounded = true;
    const isTensor = [left, right].some(each => isTraced(kindOf(each)));
    const isLow = right.type === 'number' && [1, 2, 3].includes(right.value) && kindOf(left)?.type === 'float';
    if (!isTensor && !isLow) {
      // Python's own powers may be complex, exact or an error.
      if (this.library === 'numpy') return atom(`np.power(${this.tensor(left)}, ${this.tensor(right)})`);
      return { code: `${this.tensor(left)} ** ${this.operand(right, Level.Sign)}`, level: Level.Power };
    }
    return { code: `${this.operand(left, Level.Atom)} ** ${this.operand(right, Level.Sign)}`, level: Level.Power };
  }

  private conditional(expression: Of<'conditional'>): Written {
    const { test, then, otherwise } = expression;
    const kind = kindOf(expression);
    if (kind?.type === 'mixed') throw this.refuse(expression);
    const branch = (each: Expression, level: Level) => {
      const written = kind?.type === 'float' ? this.float(each) : this.write(each);
      if (kind && holdsInts(kindOf(each)) && !holdsInts(kind)) throw this.refuse(each);
      return bracketed(written, level);
    };
    const condition = this.condition(test);
    const safe = LEVEL_OF_CONDITION.test(condition) ? `(${condition})` : condition;
    return {
      code: `${branch(then, Level.Or)} if ${safe} else ${branch(otherwise, Level.Conditional)}`,
      level: Level.Conditional,
    };
  }

  private index({ of, index }: Of<'index'>): Written {
    this.checkArray(of);
    const kind = kindOf(index);
    // A negative position is none in JavaScript, but one from the end in Python.
    if (kind?.type !== 'int' || (kind.least < 0 && !isLastOf(index, of))) throw this.refuse(index);
    return atom(`${this.operand(of, Level.Atom)}[${this.print(index)}]`);
  }

  private call({ binding, args, at }: Of<'call'>): Written {
    const { func } = binding;
    if (!func) throw this.refuse({ at });
    const given = args.map((each, index) => {
      const { bindings, isPattern } = func.parameters[index]!;
      return isPattern ? this.print(each) : this.given(each, bindings[0]!.kind);
    });
    return atom(`${binding.name}(${given.join(', ')})`);
  }

  private filled({ count, value }: Of<'filled'>): Written {
    this.checkInt(count);
    this.checkNumber(value);
    return { code: `[${this.float(value).code}] * ${this.operand(count, Level.Sign)}`, level: Level.Product };
  }

  private math(expression: Of<'math'>): Written {
    const { name, args } = expression;
    const written = MATH[name]!;
    for (const { value, isSpread } of args) {
      if (isSpread) this.checkArray(value);
      else this.checkNumber(value);
    }
    if (!ROUNDED_CORRECTLY.has(name) && !TESTS.has(name)) this.isRounded = true;
    if (name === 'Math.max' || name === 'Math.min') return this.extreme(expression);
    const values = args.map(({ value }) => value);
    if (values.length !== written.count || args.some(({ isSpread }) => isSpread)) throw this.refuse(expression);
    if (written.numpy === '**') return this.power(values[0]!, values[1]!);
    if (kindOf(expression)?.type === 'int') return atom(`abs(${this.print(values[0]!)})`);
    const called = written[this.library];
    if (called === undefined) throw this.refuse(expression);
    if (Object.hasOwn(HELPERS, called)) this.used.add(called);
    return atom(`${called}(${values.map(each => this.tensor(each)).join(', ')})`);
  }

  /** The largest or smallest; NaN where one of them is. */
  private extreme(expression: Of<'math'>): Written {
    const { name, args } = expression;
    const [first, ...others] = args;
    const short = name.slice('Math.'.length);
    if (!first || (args.length === 1 && !first.isSpread)) throw this.refuse(expression);
    if (kindOf(expression)?.type === 'int')
      return atom(`${short}(${args.map(({ value }) => this.print(value)).join(', ')})`);
    if (args.some(({ value, isSpread }) => isSpread && holdsInts(kindOf(value)))) throw this.refuse(expression);
    if (args.some(({ isSpread }) => isSpread)) {
      const items = args.map(item => this.item(item)).join(', ');
      const only = others.length === 0;
      if (this.library === 'numpy') return atom(`np.${short}(${only ? this.print(first.value) : `[${items}]`})`);
      const kind = kindOf(first.value);
      if (!only || kind?.type !== 'array' || kind.element?.type !== 'float' || !kind.element.traced)
        throw this.refuse(expression);
      return atom(`torch.${short}(torch.stack(list(${this.print(first.value)})))`);
    }
    const called = this.name(`${short}imum`);
    return atom(
      others.reduce((code, { value }) => `${called}(${code}, ${this.tensor(value)})`, this.tensor(first.value)),
    );
  }

  private name(word: string): string {
    return `${this.library === 'numpy' ? 'np' : 'torch'}.${word}`;
  }

  /** An argument of a function of the library: PyTorch takes nothing but tensors. */
  private tensor(expression: Expression): string {
    const kind = kindOf(expression);
    if (this.library === 'numpy') return kind?.type === 'int' ? this.float(expression).code : this.print(expression);
    if (kind?.type === 'float' && kind.traced) return this.print(expression);
    return `torch.as_tensor(${this.print(expression)}, dtype=torch.float64)`;
  }

  private float(expression: Expression): Written {
    if (expression.type === 'number') return atom(floatText(expression.text));
    const isNegative = expression.type === 'unary' && expression.operand.type === 'number';
    if (isNegative) return { code: `-${this.float(expression.operand).code}`, level: Level.Sign };
    return kindOf(expression)?.type === 'int' ? atom(`float(${this.print(expression)})`) : this.write(expression);
  }

  private method(expression: Of<'method'>): Written {
    const { name, of, args, callback } = expression;
    this.checkArray(of);
    switch (name) {
      case 'map': {
        const { head, result } = this.round(of, callback!);
        return atom(`[${result} ${head}]`);
      }
      case 'filter': {
        const [element] = callback!.parameters;
        if (element?.isPattern !== false) throw this.refuse(expression);
        const { head, result } = this.round(of, callback!, true);
        return atom(`[${element.bindings[0]!.name} ${head} if ${result}]`);
      }
      case 'every':
      case 'some': {
        const { head, result } = this.round(of, callback!, true);
        return atom(`${name === 'every' ? 'all' : 'any'}(${result} ${head})`);
      }
      case 'reduce':
        return this.reduce(expression);
      case 'slice': {
        for (const each of args) this.checkInt(each);
        if (args.length === 0) return atom(`list(${this.print(of)})`);
        const [from, to] = args.map(each => this.print(each));
        return atom(`list(${this.operand(of, Level.Atom)}[${from}:${to ?? ''}])`);
      }
      case 'concat':
        this.checkArray(args[0] ?? expression);
        return { code: `list(${this.print(of)}) + list(${this.print(args[0]!)})`, level: Level.Sum };
      case 'push': {
        const kind = kindOf(of);
        const element = kind?.type === 'array' && kind.isList ? kind.element : undefined;
        return atom(`${this.operand(of, Level.Atom)}.append(${this.given(args[0] ?? expression, element)})`);
      }
      case 'at':
        if (args.length !== 1) break;
        this.checkInt(args[0]!);
        return atom(`${this.operand(of, Level.Atom)}[${this.print(args[0]!)}]`);
    }
    throw this.refuse(expression);
  }

  /** A comprehension's `for … in …`, and what it computes in each round. */
  private round(of: Expression, callback: FunctionNode, isTest = false): { head: string; result: string } {
    const [element, index] = callback.parameters;
    const names = element?.bindings.map(({ name }) => name) ?? [];
    const each = element?.isPattern ? `(${names.join(', ')},)` : (names[0] ?? '_');
    const position = index?.bindings[0]?.name;
    const array = this.iterated(of);
    const head = position === undefined ? `for ${each} in ${array}` : `for ${position}, ${each} in enumerate(${array})`;
    if (isTest && callback.kind?.type !== 'bool') throw this.refuse(of);
    const given = [element ? (element.isPattern ? `(${names.join(', ')},)` : each) : '', position ?? ''];
    const { code, level } = this.result(callback, given.slice(0, callback.parameters.length));
    return { head, result: isTest && level === Level.Conditional ? `(${code})` : code };
  }

  /** What a callback gives: its expression, or a call of it where it is more than that. */
  private result(callback: FunctionNode, args: readonly string[]): Written {
    if (!needsDefinition(callback)) {
      const { result } = callback;
      const code = this.given(result!, callback.kind);
      return { code, level: kindOf(result!)?.type === callback.kind?.type ? this.write(result!).level : Level.Atom };
    }
    return atom(`${this.defined(callback)}(${args.join(', ')})`);
  }

  private defined(callback: FunctionNode): string {
    const name = ++this.callbacks === 1 ? 'callback' : `callback_${this.callbacks}`;
    this.define(name, callback);
    return name;
  }

  private reduce(expression: Of<'method'>): Written {
    const { of, args, callback } = expression;
    const [sum, element, index] = callback!.parameters;
    if (!sum || !element || sum.isPattern || (index && !args[0])) throw this.refuse(expression);
    const isDefined = needsDefinition(callback!) || element.isPattern;
    const names = callback!.parameters.map(({ bindings }) => bindings[0]?.name ?? '_');
    const step = isDefined
      ? this.defined(callback!)
      : `lambda ${names.join(', ')}: ${this.given(callback!.result!, sum.bindings[0]!.kind)}`;
    const initial = args[0] ? `, ${this.given(args[0], sum.bindings[0]!.kind)}` : '';
    const array = this.print(of);
    if (index) {
      this.used.add('fold');
      return atom(`fold(${step}, ${array}${initial})`);
    }
    this.imports.add('functools');
    return atom(`functools.reduce(${step}, ${array}${initial})`);
  }

  private checkArray(expression: Expression): void {
    if (kindOf(expression)?.type !== 'array') throw this.refuse(expression);
  }

  private checkNumber(expression: Expression): void {
    if (!isNumber(kindOf(expression))) throw this.refuse(expression);
  }

  private checkInt(expression: Expression): void {
    if (kindOf(expression)?.type !== 'int') throw this.refuse(expression);
  }

  private refuse({ at }: { readonly at: number }): Error {
    return unsupportedLine(this.text, at);
  }
}

/** Whether an array, or what is in it, has elements that are whole numbers for certain. */
function holdsInts(kind: Kind | undefined): boolean {
  return kind?.type === 'array' && (kind.element?.type === 'int' || holdsInts(kind.element));
}

function elementKind(expression: Expression): Kind | undefined {
  const kind = kindOf(expression);
  return kind?.type === 'array' ? kind.element : undefined;
}

function isTraced(kind: Kind | undefined): boolean {
  return kind?.type === 'float' && kind.traced;
}

const LEVEL_OF_CONDITION = / if .* else /;

function bracketed({ code, level }: Written, least: Level): string {
  return level < least ? `(${code})` : code;
}

function atom(code: string): Written {
  return { code, level: Level.Atom };
}

/** A number as one that Python takes for a float. */
function floatText(text: string): string {
  return /^[\d_]+$/.test(text) ? `${text}.0` : /^0[xob]/i.test(text) ? `float(${text})` : text;
}
