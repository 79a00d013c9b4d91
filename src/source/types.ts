import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import { childrenOf } from './walk';

/** Typed arrays that a parameter may ask for. */
export const TYPED_ARRAYS = ['Float64Array', 'Float32Array'] as const;
export type TypedArrayName = (typeof TYPED_ARRAYS)[number];

/** What a parameter takes. */
export type ParameterForm =
  /** A number (depth 0), a vector (1), a matrix (2) …; the innermost arrays typed where it asks for such. */
  | { readonly kind: 'numbers'; readonly depth: number; readonly length?: number; readonly typed?: TypedArrayName }
  /** It is not said what; `numbers` where it is numbers, but not how deeply nested. */
  | { readonly kind: 'unknown'; readonly numbers?: true }
  /** A value of another kind: an object, a string … */
  | { readonly kind: 'other'; readonly type: string }
  /** What cannot be written as a value: a function, a map …; or typed arrays of `integers`, which cut off steps. */
  | { readonly kind: 'ungivable'; readonly type: string; readonly integers?: true };

export const NUMBER: ParameterForm = { kind: 'numbers', depth: 0 };
export const UNKNOWN: ParameterForm = { kind: 'unknown' };

/** Types whose values JSON knows. */
const PLAIN = new Set(['string', 'boolean', 'object', 'Object', 'String', 'Boolean', 'undefined', 'never', 'Record']);

/** Types of which no value can be written. */
const OBJECTS = new Set(
  'Function symbol bigint Map Set WeakMap WeakSet ReadonlyMap ReadonlySet Date RegExp Promise PromiseLike Iterable'.split(
    ' ',
  ),
);

const ARRAYS = new Set(['Array', 'ReadonlyArray', 'ArrayLike']);

/** Generics whose values are those of their argument. */
const TRANSPARENT = new Set(['Readonly', 'NonNullable', 'Required']);

const INTEGERS = /^(Uint8Clamped|(Big)?(Ui|I)nt(8|16|32|64))Array$/;

/** How many aliases may refer to each other; more is a circle. */
const MAX_ALIASES = 10;

/** What the types that a text names stand for. */
export class Types {
  /** What an alias stands for; null for an interface, a class or an enumeration. */
  private readonly declared = new Map<string, SyntaxNode | null>();

  /** @param outer is asked for what is not declared here */
  constructor(
    private readonly text: string,
    private readonly outer?: Types,
  ) {}

  /** Takes note of the type that a node of the tree declares. */
  visit({ name, node }: SyntaxNodeRef): void {
    switch (name) {
      case 'TypeAliasDeclaration':
        return this.declare(node.getChild('TypeDefinition'), node.getChild('Equals')?.nextSibling ?? null);
      case 'InterfaceDeclaration':
      case 'EnumDeclaration':
        return this.declare(node.getChild('TypeDefinition'), null);
      case 'ClassDeclaration':
        return this.declare(node.getChild('VariableDefinition'), null);
    }
  }

  /** The types inside a generic function: a parameter stands for what it extends. */
  inside(typeParameters: SyntaxNode | null): Types {
    if (!typeParameters) return this;
    const inner = new Types(this.text, this);
    for (const defined of typeParameters.getChildren('TypeDefinition')) {
      const bound = defined.nextSibling?.name === 'extends' ? defined.nextSibling.nextSibling : undefined;
      if (bound) inner.declare(defined, bound);
    }
    return inner;
  }

  private declare(name: SyntaxNode | null, type: SyntaxNode | null): void {
    if (name) this.declared.set(this.word(name), type);
  }

  private lookUp(name: string): SyntaxNode | null | undefined {
    return this.declared.has(name) ? this.declared.get(name) : this.outer?.lookUp(name);
  }

  /** What a parameter of that type takes. */
  formOf(type: SyntaxNode, followed = 0): ParameterForm {
    const written = this.word(type);
    const inner = (node: SyntaxNode | null | undefined) => (node ? this.formOf(node, followed) : UNKNOWN);
    switch (type.name) {
      case 'TypeName':
        return this.formOfName(written, followed);
      case 'ReadonlyType':
      case 'ParenthesizedType':
        return inner(type.firstChild?.nextSibling);
      case 'ArrayType':
        return arrayOf(inner(type.firstChild), written);
      case 'ParameterizedType':
        return this.formOfGeneric(type, inner);
      case 'TupleType':
        return tupleOf(typesIn(type), inner, written);
      case 'UnionType':
        return unionOf(typesIn(type).map(inner), written);
      case 'IndexedType':
      case 'ConditionalType':
      case 'TypeofType':
        return UNKNOWN;
      case 'FunctionSignature':
      case 'NewSignature':
        return { kind: 'ungivable', type: written };
      default:
        return { kind: 'other', type: written };
    }
  }

  private formOfName(name: string, followed: number): ParameterForm {
    if (name === 'number') return NUMBER;
    if (INTEGERS.test(name)) return { kind: 'ungivable', type: name, integers: true };
    const typed = TYPED_ARRAYS.find(each => each === name);
    if (typed) return { kind: 'numbers', depth: 1, typed };
    const declared = this.lookUp(name);
    if (declared && followed < MAX_ALIASES) return this.formOf(declared, followed + 1);
    if (declared !== undefined || PLAIN.has(name)) return { kind: 'other', type: name };
    return OBJECTS.has(name) ? { kind: 'ungivable', type: name } : UNKNOWN;
  }

  private formOfGeneric(
    type: SyntaxNode,
    inner: (node: SyntaxNode | null | undefined) => ParameterForm,
  ): ParameterForm {
    const generic = type.firstChild ? this.word(type.firstChild) : '';
    const argument = type.getChild('TypeArgList')?.firstChild?.nextSibling;
    if (TRANSPARENT.has(generic)) return inner(argument);
    if (ARRAYS.has(generic)) return arrayOf(inner(argument), this.word(type));
    const form = this.formOfName(generic, 0);
    return 'type' in form ? { ...form, type: this.word(type) } : form;
  }

  private word({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
}

/** The types that a union or a tuple consists of. */
function typesIn(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => /^[A-Z]\w+$/.test(name) && name !== 'LogicOp' && name !== 'Label');
}

/** What an array of such values is. */
export function arrayOf(element: ParameterForm, type: string): ParameterForm {
  switch (element.kind) {
    case 'numbers': {
      const { depth, typed } = element;
      return { kind: 'numbers', depth: depth + 1, ...(typed && { typed }) };
    }
    case 'unknown':
      return element;
    default:
      return { ...element, type };
  }
}

/** A tuple of numbers is a vector, whose length is known unless it ends in any number of them. */
function tupleOf(
  types: readonly SyntaxNode[],
  inner: (node: SyntaxNode) => ParameterForm,
  written: string,
): ParameterForm {
  const rest = types.at(-2)?.name === 'Spread' ? inner(types.at(-1)!) : undefined;
  const elements = (rest ? types.slice(0, -2) : types).map(inner);
  const areNumbers = elements.every(form => form.kind === 'numbers' && form.depth === 0);
  const endsInNumbers = !rest || (rest.kind === 'numbers' && rest.depth === 1);
  if (types.length === 0 || !areNumbers || !endsInNumbers) return { kind: 'other', type: written };
  return { kind: 'numbers', depth: 1, ...(!rest && { length: elements.length }) };
}

/** What takes one of several: the numbers among them, where there are such. */
export function unionOf(forms: readonly ParameterForm[], type: string): ParameterForm {
  const numbers = forms.filter(form => form.kind === 'numbers');
  const [first] = numbers;
  if (first) {
    const { depth, typed, length } = first;
    if (numbers.some(form => form.depth !== depth)) return { kind: 'unknown', numbers: true };
    const isTyped = typed !== undefined && numbers.every(form => form.typed !== undefined);
    const isLong = length !== undefined && numbers.every(form => form.length === length);
    return { kind: 'numbers', depth, ...(isLong && { length }), ...(isTyped && { typed }) };
  }
  const unknown = forms.find(({ kind }) => kind === 'unknown');
  if (unknown) return unknown;
  return forms.every(({ kind }) => kind === 'ungivable') ? { kind: 'ungivable', type } : { kind: 'other', type };
}
