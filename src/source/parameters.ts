import type { SyntaxNode } from '@lezer/common';

/** Typed arrays that a parameter may ask for. */
export const TYPED_ARRAYS = ['Float64Array', 'Float32Array'] as const;
export type TypedArrayName = (typeof TYPED_ARRAYS)[number];

/** What a parameter takes: a number (depth 0), a vector (1), a matrix (2) …; or what it takes is not said. */
export type ParameterForm =
  | { readonly kind: 'numbers'; readonly depth: number; readonly length?: number; readonly typed?: TypedArrayName }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'other'; readonly type: string };

export interface Parameter {
  readonly name: string;
  readonly form: ParameterForm;
  /** It has a default value or may be left out. */
  readonly optional: boolean;
}

const NUMBER: ParameterForm = { kind: 'numbers', depth: 0 };

/** Type aliases of a file, by name. */
export type TypeAliases = ReadonlyMap<string, SyntaxNode>;

/** The type aliases declared in a tree: `type Vector = number[]`. */
export function typeAliases(root: SyntaxNode, text: string): TypeAliases {
  const aliases = new Map<string, SyntaxNode>();
  root.cursor().iterate(({ name, node }) => {
    if (name !== 'TypeAliasDeclaration') return;
    const defined = node.getChild('TypeDefinition');
    const type = node.getChild('Equals')?.nextSibling;
    if (defined && type) aliases.set(text.slice(defined.from, defined.to), type);
  });
  return aliases;
}

/** The parameters of a function, from its list. */
export function parametersOf(list: SyntaxNode, text: string, aliases: TypeAliases): Parameter[] {
  return splitAtCommas(list).map(nodes => parameterOf(nodes, text, aliases));
}

/** The nodes of each parameter. */
function splitAtCommas(list: SyntaxNode): SyntaxNode[][] {
  const parameters: SyntaxNode[][] = [];
  let current: SyntaxNode[] = [];
  for (let node = list.firstChild; node; node = node.nextSibling) {
    if (node.name === '(' || node.name === ')') continue;
    if (node.name === ',') {
      parameters.push(current);
      current = [];
    } else current.push(node);
  }
  if (current.length > 0) parameters.push(current);
  return parameters;
}

function parameterOf(nodes: readonly SyntaxNode[], text: string, aliases: TypeAliases): Parameter {
  const find = (name: string) => nodes.find(node => node.name === name);
  const definition = find('VariableDefinition');
  const first = nodes[0]!;
  const written = text.slice(first.from, nodes.at(-1)!.to);
  if (!definition || find('Spread')) {
    return { name: written, form: { kind: 'other', type: written }, optional: find('Spread') !== undefined };
  }
  const type = find('TypeAnnotation')?.firstChild?.nextSibling;
  const initial = find('Equals') ? nodes.at(-1) : undefined;
  return {
    name: text.slice(definition.from, definition.to),
    form: type ? formOfType(type, text, aliases) : initial ? formOfValue(initial, text) : { kind: 'unknown' },
    optional: initial !== undefined || find('Optional') !== undefined,
  };
}

function formOfValue(value: SyntaxNode, text: string): ParameterForm {
  return /^-?[\d.]/.test(text.slice(value.from, value.to)) ? NUMBER : { kind: 'unknown' };
}

const ARRAYS = new Set(['Array', 'ReadonlyArray', 'ArrayLike']);

/** How many aliases may refer to each other; more is a circle. */
const MAX_ALIASES = 10;

function formOfType(type: SyntaxNode, text: string, aliases: TypeAliases, followed = 0): ParameterForm {
  const written = text.slice(type.from, type.to);
  const other: ParameterForm = { kind: 'other', type: written };
  const inner = (node: SyntaxNode | null | undefined) => (node ? formOfType(node, text, aliases, followed) : other);
  switch (type.name) {
    case 'TypeName': {
      if (written === 'number') return NUMBER;
      if (written === 'any') return { kind: 'unknown' };
      const typed = TYPED_ARRAYS.find(each => each === written);
      if (typed) return { kind: 'numbers', depth: 1, typed };
      const alias = aliases.get(written);
      return alias && followed < MAX_ALIASES ? formOfType(alias, text, aliases, followed + 1) : other;
    }
    case 'ReadonlyType':
    case 'ParenthesizedType':
      return inner(type.firstChild?.nextSibling);
    case 'ArrayType':
      return arrayOf(inner(type.firstChild), other);
    case 'ParameterizedType': {
      const [name, args] = [type.firstChild, type.getChild('TypeArgList')];
      const generic = name ? text.slice(name.from, name.to) : '';
      const element = inner(args?.firstChild?.nextSibling);
      if (generic === 'Readonly') return element;
      return ARRAYS.has(generic) ? arrayOf(element, other) : other;
    }
    case 'TupleType':
      return tupleOf(children(type).map(inner), other);
    case 'UnionType':
      return (
        children(type)
          .map(inner)
          .find(form => form.kind === 'numbers') ?? other
      );
    default:
      return other;
  }
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (/^[A-Z]\w+$/.test(child.name) && child.name !== 'LogicOp' && child.name !== 'Label') found.push(child);
  }
  return found;
}

function arrayOf(element: ParameterForm, other: ParameterForm): ParameterForm {
  if (element.kind !== 'numbers') return other;
  const { depth, typed } = element;
  return { kind: 'numbers', depth: depth + 1, ...(typed && { typed }) };
}

/** A tuple of numbers is a vector whose length is known. */
function tupleOf(elements: readonly ParameterForm[], other: ParameterForm): ParameterForm {
  const numbers = elements.length > 0 && elements.every(form => form.kind === 'numbers' && form.depth === 0);
  return numbers ? { kind: 'numbers', depth: 1, length: elements.length } : other;
}
