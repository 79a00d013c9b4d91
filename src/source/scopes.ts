import type { SyntaxNode, Tree } from '@lezer/common';

/** Where a name is defined, and the part of the text in which it is known. */
interface Definition {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Nodes outside which a name defined in them is not known. */
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunction', 'MethodDeclaration']);
const SCOPES = new Set([...FUNCTIONS, 'Block', 'ForStatement', 'CatchClause', 'SwitchBody']);

/** The names of a text that are known in parts of it only: those of functions and blocks, not those of the module. */
export class Scopes {
  private readonly definitions = new Map<string, Definition[]>();

  constructor(
    tree: Tree,
    private readonly text: string,
  ) {
    tree.iterate({
      enter: ({ name, node }) => {
        const scope = name === 'VariableDefinition' ? scopeOf(node) : undefined;
        if (!scope) return;
        const word = this.word(node);
        const others = this.definitions.get(word);
        const definition = { at: node.from, from: scope.from, to: scope.to };
        if (others) others.push(definition);
        else this.definitions.set(word, [definition]);
      },
    });
  }

  /** The names that a node uses and that what is around it defines, `from` to `to` left out. */
  surroundingsOf(node: SyntaxNode, { from, to }: { from: number; to: number }): string[] {
    const names = new Set<string>();
    node.cursor().iterate(({ name, node: each }) => {
      if (name !== 'VariableName' && !isShorthand(each)) return;
      const definition = this.innermost(this.word(each), each);
      if (definition && (definition.at < from || definition.at >= to)) names.add(this.word(each));
    });
    return [...names];
  }

  /** What a name means where it is used; undefined where it is the module's or a global. */
  private innermost(word: string, use: SyntaxNode): Definition | undefined {
    const known = this.definitions.get(word)?.filter(({ from, to }) => from <= use.from && use.to <= to);
    return known?.reduce((inner, each) => (each.from >= inner.from ? each : inner), known[0]!);
  }

  private word({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
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
  while (scope && !scopes.has(scope.name)) {
    if (scope.name === 'VariableDeclaration' && scope.getChild('var')) scopes = FUNCTIONS;
    scope = scope.parent;
  }
  return scope ?? undefined;
}
