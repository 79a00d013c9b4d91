import type { SyntaxNode, Tree } from '@lezer/common';
import type { Value } from '../../numerics/argument';
import { functionSteps, type FunctionSite } from '../functions';
import { scriptSteps, type ScriptLanguage } from '../script';
import type { Steps } from '../slices';
import { walk } from '../walk';
import { inferKinds, kindOfArgument } from './kinds';
import { pythonName } from './names';
import { partsOf } from './parts';
import type { Binding, Changes, Expression, FunctionNode, Parameter, Scope, Source, Statement } from './program';
import { ExpressionReader, type Surroundings } from './readExpression';
import { StatementReader } from './readStatement';
import { unsupported } from './unsupported';

/** A function, and the functions and constants of its module that it needs. */
export interface Program {
  readonly main: Binding;
  readonly functions: readonly Binding[];
  readonly constants: readonly { readonly binding: Binding; readonly value: Expression }[];
}

/**
 * Reads a function and what it needs of its module as a program that can be written in Python. In steps between which
 * others may run.
 *
 * @param args what the function is called with
 * @throws Problem `no-python` where something is not surely the same there
 */
export function* programSteps(
  text: string,
  language: ScriptLanguage,
  site: FunctionSite,
  args: readonly Value[],
): Steps<Program> {
  const tree = yield* scriptSteps(text, language);
  const plain = yield* withoutAssertions(text, tree);
  const plainTree = plain === text ? tree : yield* scriptSteps(plain, language, { text, tree });
  const sites = yield* functionSteps(plainTree, plain, language);
  return new ModuleReader(plain, plainTree, sites).read(site, args);
}

class ModuleReader implements Surroundings {
  private readonly module: Scope = { outer: undefined, owner: undefined, inLoop: false, bindings: new Map() };
  readonly changes: Changes = { stores: false, grows: false };
  private declared: ReadonlySet<string> | undefined;
  private readonly bindings: Binding[] = [];
  private readonly funcs: FunctionNode[] = [];
  private readonly functions: { readonly binding: Binding; readonly at: number }[] = [];
  private readonly constants: { readonly binding: Binding; readonly value: Expression }[] = [];
  readonly expressions = new ExpressionReader(this);
  private readonly statements = new StatementReader(this, this.expressions);

  constructor(
    readonly text: string,
    private readonly tree: Tree,
    private readonly sites: readonly FunctionSite[],
  ) {}

  read(site: FunctionSite, args: readonly Value[]): Program {
    const name = /[\p{L}\p{N}_$]+$/u.exec(site.variables ? '' : site.name)?.[0] ?? 'f';
    const main = this.declare(this.module, name === 'default' ? 'f' : name, site.name);
    this.functions.push({ binding: main, at: site.start });
    if (site.variables) this.readFormula(main, site, site.variables);
    else this.readFunction(this.nodeOf(site), this.module, main);
    if (args.length > main.func!.parameters.length) throw unsupported(this.text, { from: site.start, to: site.end });
    main.func!.parameters.forEach(({ bindings, isPattern, initial }, index) => {
      if (index >= args.length && !initial) throw unsupported(this.text, { from: site.start, to: site.end });
      if (index >= args.length) return;
      const kind = kindOfArgument(args[index]);
      const element = kind.type === 'array' ? (kind.element ?? { type: 'mixed' as const }) : { type: 'mixed' as const };
      for (const binding of bindings) binding.sources.push({ from: 'given', kind: isPattern ? element : kind });
    });
    inferKinds(this.bindings, this.funcs);
    const functions = [...this.functions].sort((a, b) => a.at - b.at).map(({ binding }) => binding);
    return { main, functions, constants: this.constants };
  }

  /** An expression as a function of its names. */
  private readFormula(main: Binding, site: FunctionSite, variables: readonly string[]): void {
    const scope = this.openFunction(this.module);
    const func = scope.owner!;
    main.func = func;
    for (const name of variables) func.parameters.push({ bindings: [this.declare(scope, name)], isPattern: false });
    const value = this.returned(this.nodeOf(site), scope);
    this.finish(func, [{ type: 'return', value, at: site.start }]);
  }

  private nodeOf({ start, end }: FunctionSite): SyntaxNode {
    let node: SyntaxNode | null = this.tree.resolveInner(start, 1);
    while (node && !(node.from === start && node.to === end)) node = node.parent;
    if (!node || hasError(node)) throw unsupported(this.text, { from: start, to: end });
    return node;
  }

  declare(scope: Scope, name: string, key = name): Binding {
    const isTaken = (word: string) => {
      // What belongs to the module may be found when names in its functions are given already.
      if (scope === this.module) return this.bindings.some(other => other.name === word);
      for (let each: Scope | undefined = scope; each; each = each.outer)
        for (const other of each.bindings.values()) if (other.name === word) return true;
      return false;
    };
    const binding: Binding = {
      name: pythonName(name, isTaken),
      scope,
      sources: [] as Source[],
      reassigned: false,
      kind: undefined,
    };
    scope.bindings.set(key, binding);
    this.bindings.push(binding);
    return binding;
  }

  resolve(node: SyntaxNode, scope: Scope): Binding {
    const word = this.text.slice(node.from, node.to);
    for (let each: Scope | undefined = scope; each; each = each.outer) {
      const known = each.bindings.get(word);
      if (known) return known;
    }
    const site = this.sites.find(({ name, inModule }) => name === word && inModule);
    if (!site) return this.constant(node, word);
    const binding = this.declare(this.module, word.replace('.', '_'), word);
    this.functions.push({ binding, at: site.start });
    this.readFunction(this.nodeOf(site), this.module, binding);
    return binding;
  }

  isDeclared(word: string, scope: Scope): boolean {
    for (let each: Scope | undefined = scope; each; each = each.outer) if (each.bindings.has(word)) return true;
    this.declared ??= this.namesOfModule();
    return this.declared.has(word);
  }

  private namesOfModule(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const statement of partsOf(this.tree.topNode)) {
      statement.cursor().iterate(({ name, from, to }) => {
        if (name === 'VariableDefinition') names.add(this.text.slice(from, to));
        return !/^(Block|ParamList|ClassBody|ArrowFunction)$/.test(name);
      });
    }
    return names;
  }

  /** A constant of the module, with what its value needs before it. */
  private constant(node: SyntaxNode, word: string): Binding {
    for (const statement of partsOf(this.tree.topNode)) {
      const declaration =
        statement.name === 'ExportDeclaration' ? statement.getChild('VariableDeclaration') : statement;
      if (declaration?.name !== 'VariableDeclaration' || !declaration.getChild('const')) continue;
      for (const definition of declaration.getChildren('VariableDefinition')) {
        if (this.text.slice(definition.from, definition.to) !== word) continue;
        const value = valueBehind(definition);
        if (!value || hasError(value)) throw unsupported(this.text, node);
        const read = this.expressions.read(value, this.module);
        const binding = this.declare(this.module, word);
        binding.sources.push({ from: 'value', value: read });
        this.constants.push({ binding, value: read });
        return binding;
      }
    }
    throw unsupported(this.text, node);
  }

  readFunction(node: SyntaxNode, outer: Scope, binding?: Binding): FunctionNode {
    const list = node.getChild('ParamList');
    const body = node.name === 'ArrowFunction' ? node.lastChild : node.getChild('Block');
    const isPlain = !node.getChild('async') && !node.getChild('Star');
    if (!list || !body || !isPlain || hasError(node)) throw unsupported(this.text, node);
    const scope = this.openFunction(outer);
    const func = scope.owner!;
    if (binding) binding.func = func;
    this.readParameters(list, scope);
    this.finish(
      func,
      body.name === 'Block'
        ? this.statements.readBlock(body, scope)
        : [{ type: 'return', value: this.returned(body, scope), at: body.from }],
    );
    return func;
  }

  private returned(body: SyntaxNode, scope: Scope): Expression {
    const value = this.expressions.read(body, scope);
    scope.owner!.returned.push(value);
    return value;
  }

  handOn(count: number, outer: Scope, result: (args: readonly Expression[]) => Expression): FunctionNode {
    const scope = this.openFunction(outer);
    const func = scope.owner!;
    const names = Array.from({ length: count }, (_, index) => this.declare(scope, ['v', 'i', 'j'][index]!));
    for (const each of names) {
      each.isParameter = true;
      func.parameters.push({ bindings: [each], isPattern: false });
    }
    const value = result(names.map(binding => ({ type: 'name', binding, at: 0 })));
    func.returned.push(value);
    this.finish(func, [{ type: 'return', value, at: 0 }]);
    return func;
  }

  private openFunction(outer: Scope): Scope {
    const owner: FunctionNode = {
      parameters: [] as Parameter[],
      body: [],
      returned: [],
      kind: undefined,
      outside: new Set(),
    };
    this.funcs.push(owner);
    return { outer, owner, inLoop: false, bindings: new Map() };
  }

  private finish(func: FunctionNode, body: readonly Statement[]): void {
    func.body = body;
    const [only] = body;
    if (body.length === 1 && only?.type === 'return') func.result = only.value;
  }

  private readParameters(list: SyntaxNode, scope: Scope): void {
    const { parameters } = scope.owner!;
    let last: { bindings: Binding[]; isPattern: boolean; initial?: Expression } | undefined;
    let awaitsInitial = false;
    for (const part of partsOf(list)) {
      switch (part.name) {
        case '(':
        case ')':
        case 'TypeAnnotation':
        case 'Optional':
          break;
        case ',':
          [last, awaitsInitial] = [undefined, false];
          break;
        case 'Equals':
          awaitsInitial = true;
          break;
        case 'VariableDefinition':
        case 'ArrayPattern': {
          if (last) throw unsupported(this.text, list);
          const isPattern = part.name === 'ArrayPattern';
          last = {
            bindings: (isPattern ? this.namesIn(part) : [part]).map(each => this.declareAt(each, scope)),
            isPattern,
          };
          for (const each of last.bindings) each.isParameter = true;
          parameters.push(last);
          break;
        }
        default: {
          if (!last || !awaitsInitial || last.isPattern) throw unsupported(this.text, part);
          last.initial = this.expressions.read(part, scope);
          if (!isLiteral(last.initial)) throw unsupported(this.text, part); // Python computes it once
          last.bindings[0]!.sources.push({ from: 'value', value: last.initial });
        }
      }
    }
  }

  declareAt(definition: SyntaxNode, scope: Scope): Binding {
    const word = this.text.slice(definition.from, definition.to);
    return scope.bindings.get(word) ?? this.declare(scope, word);
  }

  /** The names of a pattern that consists of nothing else. */
  namesIn(pattern: SyntaxNode): SyntaxNode[] {
    const names = pattern.getChildren('VariableDefinition');
    if (partsOf(pattern).length !== 2 * names.length + 1) throw unsupported(this.text, pattern);
    return names;
  }
}

function isLiteral(value: Expression): boolean {
  return ['number', 'boolean'].includes(value.type) || (value.type === 'unary' && isLiteral(value.operand));
}

/** What a variable begins with. */
function valueBehind(definition: SyntaxNode): SyntaxNode | undefined {
  let node = definition.nextSibling;
  while (node && ['TypeAnnotation', 'LineComment', 'BlockComment'].includes(node.name)) node = node.nextSibling;
  let value = node?.name === 'Equals' ? node.nextSibling : null;
  while (value?.name === 'LineComment' || value?.name === 'BlockComment') value = value.nextSibling;
  return value ?? undefined;
}

function hasError(node: SyntaxNode): boolean {
  let found = false;
  node.cursor().iterate(({ type }) => {
    found ||= type.isError;
    return !found;
  });
  return found;
}

/** The text with blanks for TypeScript's `!`, before which the parser does not see an assignment. In steps. */
function* withoutAssertions(text: string, tree: Tree): Steps<string> {
  const places: number[] = [];
  yield* walk(tree, ({ name, node }) => {
    const last = name === 'PostfixExpression' ? node.lastChild : null;
    if (last?.name === 'LogicOp' && text[last.from] === '!') places.push(last.from);
  });
  let [plain, end] = ['', 0];
  for (const place of places.sort((a, b) => a - b)) {
    plain += `${text.slice(end, place)} `;
    end = place + 1;
  }
  return plain + text.slice(end);
}
