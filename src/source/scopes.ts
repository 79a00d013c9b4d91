import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import { atOnce } from './slices';
import { walk } from './walk';

/** Where a name is defined, and the part of the text in which it is known. */
export interface Definition {
  readonly node: SyntaxNode;
  readonly from: number;
  readonly to: number;
}

/** Nodes outside which a name defined in them is not known. */
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunction', 'MethodDeclaration']);
const SCOPES = new Set([...FUNCTIONS, 'Block', 'ForStatement', 'CatchClause', 'SwitchBody']);

/** The names of a text: those that are known in the whole module, and those of functions and blocks only. */
export class Scopes {
  private readonly definitions = new Map<string, Definition[]>();
  private readonly moduleNames = new Set<string>();

  constructor(private readonly text: string) {}

  /** The names of a whole tree. */
  static of(tree: Tree, text: string): Scopes {
    const scopes = new Scopes(text);
    atOnce(walk(tree, node => scopes.visit(node)));
    return scopes;
  }

  /** Takes note of what a node of the tree defines. */
  visit({ name, node }: SyntaxNodeRef): void {
    if (name === 'VariableDefinition') this.define(node);
    else if (name === 'TypeDefinition' && node.parent?.name === 'EnumDeclaration')
      this.moduleNames.add(this.word(node));
  }

  private define(node: SyntaxNode): void {
    const scope = scopeOf(node);
    const word = this.word(node);
    if (!scope) {
      this.moduleNames.add(word);
      return;
    }
    const others = this.definitions.get(word);
    const definition = { node, from: scope.from, to: scope.to };
    if (others) others.push(definition);
    else this.definitions.set(word, [definition]);
  }

  /** Whether the whole module knows a name: it is declared there, or imported. */
  isOfModule(word: string): boolean {
    return this.moduleNames.has(word);
  }

  /** The names that a node uses and that what is around it defines, `from` to `to` left out. */
  surroundingsOf(node: SyntaxNode, { from, to }: { from: number; to: number }): string[] {
    const names = new Set<string>();
    for (const use of usesIn(node)) {
      const word = this.word(use);
      const at = this.definitionAt(word, use)?.node.from;
      if (at !== undefined && (at < from || at >= to)) names.add(word);
    }
    return [...names];
  }

  /** What a name means where it is used; undefined where it is the module's or a global. */
  definitionAt(word: string, use: { readonly from: number; readonly to: number }): Definition | undefined {
    const known = this.definitions.get(word)?.filter(({ from, to }) => from <= use.from && use.to <= to);
    return known?.reduce((inner, each) => (each.from >= inner.from ? each : inner), known[0]!);
  }

  private word({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
}

/** The places in a node where a name is used. */
export function usesIn(node: SyntaxNode): SyntaxNode[] {
  const uses: SyntaxNode[] = [];
  node.cursor().iterate(({ name, node: each }) => {
    if (name === 'VariableName' || isShorthand(each)) uses.push(each);
  });
  return uses;
}

/** `{ a }`, which uses the name without being a name in the tree. */
function isShorthand(node: SyntaxNode): boolean {
  return (
    node.name === 'PropertyDefinition' && node.parent?.name === 'Property' && !node.nextSibling && !node.prevSibling
  );
}

/** Whether what a node defines is known everywhere in its module. */
export function isKnownInModule(definition: SyntaxNode): boolean {
  return scopeOf(definition) === undefined;
}

/** Where a definition is known; undefined where that is the whole module. */
function scopeOf(definition: SyntaxNode): SyntaxNode | undefined {
  const { parent } = definition;
  let scope = parent?.name === 'FunctionDeclaration' ? parent.parent : parent;
  let scopes = SCOPES;
  while (scope && !scopes.has(scope.name) && !isMethod(scope)) {
    if (scope.name === 'VariableDeclaration' && scope.getChild('var')) scopes = FUNCTIONS;
    scope = scope.parent;
  }
  return scope ?? undefined;
}

/** `{ f(x) { … } }`. */
function isMethod(node: SyntaxNode): boolean {
  return node.name === 'Property' && node.getChild('ParamList') !== null;
}
