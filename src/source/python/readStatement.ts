import type { SyntaxNode } from '@lezer/common';
import { partsOf } from './parts';
import type {
  BinaryOperator,
  Binding,
  Changes,
  Expression,
  FunctionNode,
  Scope,
  Source,
  Statement,
  Target,
} from './program';
import type { ExpressionReader } from './readExpression';
import { LoopReader } from './readLoop';
import { unsupported } from './unsupported';

/** What reading statements needs of what is around them. */
export interface StatementSurroundings {
  readonly text: string;
  readonly changes: Changes;
  resolve(node: SyntaxNode, scope: Scope): Binding;
  declareAt(definition: SyntaxNode, scope: Scope): Binding;
  namesIn(pattern: SyntaxNode): SyntaxNode[];
  readFunction(node: SyntaxNode, scope: Scope, binding?: Binding): FunctionNode;
}

const UPDATES: Readonly<Record<string, BinaryOperator>> = {
  '+=': '+',
  '-=': '-',
  '*=': '*',
  '/=': '/',
  '%=': '%',
  '**=': '**',
  '++': '+',
  '--': '-',
};

/** Types, which are nothing at run time. */
const NOTHING = new Set(['TypeAliasDeclaration', 'InterfaceDeclaration', 'EmptyStatement', ';']);

/** Reads statements as those that Python knows, too. */
export class StatementReader {
  private readonly loops: LoopReader;

  constructor(
    private readonly around: StatementSurroundings,
    private readonly expressions: ExpressionReader,
  ) {
    this.loops = new LoopReader(around, expressions, this);
  }

  /** @throws Problem `no-python` */
  readBlock(block: SyntaxNode, scope: Scope): Statement[] {
    const parts = block.name === 'Block' ? partsOf(block).slice(1, -1) : [block];
    this.declareAll(parts, scope);
    // Functions can be called before they are declared.
    const functions = parts.filter(({ name }) => name === 'FunctionDeclaration');
    const others = parts.filter(({ name }) => name !== 'FunctionDeclaration');
    return [
      ...functions.flatMap(part => this.declaredFunction(part, part.getChild('VariableDefinition')!, scope)),
      ...others.flatMap(part => this.read(part, scope)),
    ];
  }

  /** Names are known in all of their block. */
  declareAll(parts: readonly SyntaxNode[], scope: Scope): void {
    for (const part of parts) {
      const isVar = part.getChild('var') !== null;
      const isDeclaration = part.name === 'VariableDeclaration' || part.name === 'FunctionDeclaration';
      if (!isDeclaration) continue;
      if (isVar && scope.outer?.owner === scope.owner) throw this.refuse(part); // known outside of its block
      const patterns = part.getChildren('ArrayPattern').flatMap(pattern => this.around.namesIn(pattern));
      for (const each of [...part.getChildren('VariableDefinition'), ...patterns]) this.around.declareAt(each, scope);
    }
  }

  private read(node: SyntaxNode, scope: Scope): Statement[] {
    const at = node.from;
    if (NOTHING.has(node.name)) return [];
    switch (node.name) {
      case 'VariableDeclaration':
        return this.declaration(node, scope);
      case 'ExpressionStatement':
        return this.expressionStatement(partsOf(node)[0]!, scope);
      case 'Block':
        return this.readBlock(node, this.inner(scope));
      case 'IfStatement':
        return [this.branch(node, scope)];
      case 'ForStatement':
        return this.loops.read(node, scope);
      case 'WhileStatement':
      case 'DoStatement': {
        const test = node.getChild('ParenthesizedExpression');
        const body = partsOf(node).find(({ name }) => name === 'Block' || /Statement$/.test(name));
        if (!test || !body) throw this.refuse(node);
        const isTestedLast = node.name === 'DoStatement';
        const read = this.expressions.read(test, scope);
        return [{ type: 'while', test: read, body: this.body(body, scope), update: [], isTestedLast, at }];
      }
      case 'ReturnStatement': {
        const [, value] = partsOf(node);
        if (!value || value.name === ';') throw this.refuse(node);
        const read = this.expressions.read(value, scope);
        scope.owner!.returned.push(read);
        return [{ type: 'return', value: read, at }];
      }
      case 'BreakStatement':
      case 'ContinueStatement':
        if (node.getChild('Label')) throw this.refuse(node);
        return [{ type: node.name === 'BreakStatement' ? 'break' : 'continue', at }];
      case 'ThrowStatement': {
        const text = /(["'])((?:(?!\1)[^\\\n])*)\1/.exec(this.word(node))?.[2] ?? 'error';
        return [{ type: 'raise', message: text, at }];
      }
    }
    throw this.refuse(node);
  }

  declaration(node: SyntaxNode, scope: Scope): Statement[] {
    const statements: Statement[] = [];
    const parts = partsOf(node);
    for (const [index, part] of parts.entries()) {
      if (part.name !== 'VariableDefinition' && part.name !== 'ArrayPattern') {
        if (part.name === 'ObjectPattern') throw this.refuse(part);
        continue;
      }
      const equals = parts.slice(index + 1).findIndex(({ name }) => name !== 'TypeAnnotation') + index + 1;
      const value = parts[equals]?.name === 'Equals' ? parts[equals + 1] : undefined;
      if (!value && scope.inLoop) throw this.refuse(part); // it begins anew in each round
      if (!value && part.name === 'VariableDefinition') this.nameAt(part, scope).binding.isBare = true;
      if (value) statements.push(...this.declared(part, value, scope));
    }
    return statements;
  }

  private declared(pattern: SyntaxNode, value: SyntaxNode, scope: Scope): Statement[] {
    const at = pattern.from;
    if (value.name === 'ArrowFunction' || value.name === 'FunctionExpression')
      return this.declaredFunction(value, pattern, scope);
    const read = this.expressions.read(value, scope);
    if (pattern.name === 'VariableDefinition') {
      const target = this.nameAt(pattern, scope);
      target.binding.sources.push({ from: 'value', value: read });
      return [{ type: 'assign', target, value: read, at }];
    }
    const targets = this.around.namesIn(pattern).map(each => this.nameAt(each, scope));
    this.unpackInto(targets, read);
    return [{ type: 'unpack', targets, value: read, at }];
  }

  private declaredFunction(node: SyntaxNode, definition: SyntaxNode, scope: Scope): Statement[] {
    if (definition.name !== 'VariableDefinition') throw this.refuse(definition);
    const { binding } = this.nameAt(definition, scope);
    this.around.readFunction(node, scope, binding);
    return [{ type: 'function', binding, at: node.from }];
  }

  private nameAt(node: SyntaxNode, scope: Scope): Extract<Target, { type: 'name' }> {
    return { type: 'name', binding: this.around.resolve(node, scope), at: node.from };
  }

  /** Takes note of what several names are given at once. */
  private unpackInto(targets: readonly Target[], value: Expression): void {
    const items = value.type === 'array' && value.items.every(({ isSpread }) => !isSpread) ? value.items : undefined;
    targets.forEach((target, index) => {
      const item = items?.length === targets.length ? items[index] : undefined;
      this.give(target, item ? { from: 'value', value: item.value } : { from: 'element', of: value });
    });
  }

  /** Takes note of what a name is given, or what is put into an array. */
  private give(target: Target, source: Source): void {
    if (target.type === 'name') target.binding.sources.push(source);
    else if (source.from === 'value') this.hold(target.of, source.value);
  }

  /** Takes note of what is put into an array, which is known by its name. */
  private hold(array: Expression, value: Expression): void {
    if (array.type === 'name') array.binding.sources.push({ from: 'holding', value });
  }

  expressionStatement(node: SyntaxNode, scope: Scope): Statement[] {
    const at = node.from;
    if (node.name === 'String' || this.onlyPrints(node)) return []; // nothing to the result
    if (node.name === 'AssignmentExpression') return this.assignments(node, scope);
    if (node.name === 'PostfixExpression' || node.name === 'UnaryExpression') return [this.step(node, scope)];
    if (node.name !== 'CallExpression') throw this.refuse(node);
    const each = this.loops.forEach(node, scope);
    if (each) return [each];
    const expression = this.expressions.read(node, scope);
    const isPush = expression.type === 'method' && expression.name === 'push';
    if (!isPush && expression.type !== 'call') throw this.refuse(node);
    if (isPush) {
      if (expression.of.type !== 'name') throw this.refuse(node);
      this.hold(expression.of, expression.args[0]!);
      this.around.changes.grows = this.around.changes.stores = true;
    }
    return [{ type: 'do', expression, at }];
  }

  /** Whether nothing is done but to print something. */
  private onlyPrints(node: SyntaxNode): boolean {
    const callee = node.name === 'CallExpression' ? node.firstChild! : undefined;
    if (!callee || !/^console\.\w+$/.test(this.word(callee))) return false;
    let isPlain = true;
    node.lastChild!.cursor().iterate(({ name, node: each }) => {
      const calls = name === 'CallExpression' && !/^Math\.\w+$/.test(this.word(each.firstChild!));
      isPlain &&= !calls && !/^(Assignment|Postfix|New|Await|Yield|TaggedTemplate)Expression$/.test(name);
      isPlain &&= name !== 'UnaryExpression' || !/^(\+\+|--|delete)/.test(this.word(each));
    });
    if (!isPlain) throw this.refuse(node);
    return true;
  }

  /** `a = b`; `a += b *= c` as what it does first, and then. */
  private assignments(node: SyntaxNode, scope: Scope): Statement[] {
    const [left, , right] = partsOf(node);
    const inner = right?.name === 'AssignmentExpression' ? partsOf(right)[0] : undefined;
    if (!inner) return [this.assignment(node, right, scope)];
    const names = [left, inner].map(each => (each?.name === 'VariableName' ? this.word(each) : ''));
    if (names.includes('') || names[0] === names[1]) throw this.refuse(node);
    return [...this.assignments(right!, scope), this.assignment(node, inner, scope)];
  }

  private assignment(node: SyntaxNode, right: SyntaxNode | undefined, scope: Scope): Statement {
    const [left, sign] = partsOf(node);
    if (!left || !sign || !right) throw this.refuse(node);
    const at = node.from;
    if (left.name === 'ArrayPattern') {
      const targets = this.around.namesIn(left).map(each => this.target(each, scope));
      const value = this.expressions.read(right, scope);
      this.unpackInto(targets, value);
      return { type: 'unpack', targets, value, at };
    }
    const target = this.target(left, scope);
    const value = this.expressions.read(right, scope);
    if (sign.name === 'Equals') {
      this.give(target, { from: 'value', value });
      return { type: 'assign', target, value, at };
    }
    return this.update(node, target, this.word(sign), value);
  }

  /** `i++`, `--i`. */
  private step(node: SyntaxNode, scope: Scope): Statement {
    const parts = partsOf(node);
    const sign = parts.find(({ name }) => name === 'ArithOp');
    const operand = parts.find(({ name }) => name !== 'ArithOp');
    if (!sign || !operand) throw this.refuse(node);
    return this.update(node, this.target(operand, scope), this.word(sign), one(node.from));
  }

  private update(node: SyntaxNode, target: Target, sign: string, value: Expression): Statement {
    const operator = UPDATES[sign];
    if (!operator) throw this.refuse(node);
    const at = node.from;
    this.give(target, { from: 'value', value: { type: 'binary', operator, left: target, right: value, at } });
    return { type: 'update', target, operator, value, at };
  }

  /** What is assigned to: a name, of this function or those around it, or an element of an array. */
  private target(node: SyntaxNode, scope: Scope): Target {
    if (node.name === 'VariableName' || node.name === 'VariableDefinition') {
      const target = this.nameAt(node, scope);
      const { owner } = target.binding.scope;
      if (!owner) throw this.refuse(node); // the next call would find another value
      target.binding.reassigned = true;
      if (owner !== scope.owner) {
        scope.owner!.outside.add(target.binding);
        target.binding.changedInside = true;
      }
      return target;
    }
    const read = this.expressions.read(node, scope);
    if (read.type !== 'index') throw this.refuse(node);
    let base: Expression = read;
    while (base.type === 'index') base = base.of;
    if (base.type !== 'name' || !base.binding.scope.owner) throw this.refuse(node);
    this.around.changes.stores = true;
    return read;
  }

  private branch(node: SyntaxNode, scope: Scope): Statement {
    const [, test, then, , otherwise] = partsOf(node);
    if (!test || !then) throw this.refuse(node);
    return {
      type: 'if',
      test: this.expressions.read(test, scope),
      then: this.readBlock(then, this.inner(scope)),
      otherwise: otherwise ? this.readBlock(otherwise, this.inner(scope)) : [],
      at: node.from,
    };
  }

  inner(scope: Scope, inLoop = scope.inLoop): Scope {
    return { outer: scope, owner: scope.owner, inLoop, bindings: new Map() };
  }

  body(node: SyntaxNode, scope: Scope): Statement[] {
    return this.readBlock(node, this.inner(scope, true));
  }

  private word({ from, to }: SyntaxNode): string {
    return this.around.text.slice(from, to);
  }

  private refuse(node: SyntaxNode): Error {
    return unsupported(this.around.text, node);
  }
}

function one(at: number): Expression {
  return { type: 'number', text: '1', value: 1, at };
}
