import type { Kind } from './kinds';

/** The part of JavaScript that can be written in Python so that it surely computes the same, as a tree. */

/** What computes in Python, and what the numbers are there. */
export type Library = 'numpy' | 'torch';

/** A function, a parameter or a variable. */
export interface Binding {
  /** What it is called in Python. */
  readonly name: string;
  readonly scope: Scope;
  /** What it is given anywhere: its kind is what all of these have in common. */
  readonly sources: Source[];
  /** It is a parameter. */
  isParameter?: true;
  /** It is declared without a value. */
  isBare?: true;
  /** A function inside of its own assigns to it. */
  changedInside?: true;
  /** It is given something again after it was declared. */
  reassigned: boolean;
  /** The function it is, where it is one. */
  func?: FunctionNode;
  kind: Kind | undefined;
}

/** What is done to arrays anywhere in the program: what others call them is not known. */
export interface Changes {
  /** Elements are given something. */
  stores: boolean;
  /** Elements are added. */
  grows: boolean;
}

/** A function's or a block's names. */
export interface Scope {
  readonly outer: Scope | undefined;
  /** The function in which it lies; undefined for that of the module. */
  readonly owner: FunctionNode | undefined;
  readonly inLoop: boolean;
  readonly bindings: Map<string, Binding>;
}

/** Where a value comes from. */
export type Source =
  | { readonly from: 'value'; readonly value: Expression }
  | { readonly from: 'given'; readonly kind: Kind }
  /** One of the elements of an array. */
  | { readonly from: 'element'; readonly of: Expression }
  /** It is put into the array. */
  | { readonly from: 'holding'; readonly value: Expression }
  /** What counts from a start towards an end. */
  | {
      readonly from: 'counter';
      readonly start: Expression;
      readonly end: Expression;
      readonly isInclusive: boolean;
      readonly step: number;
    };

export interface FunctionNode {
  readonly parameters: Parameter[];
  /** Empty until it is read. */
  body: readonly Statement[];
  /** The only thing it does is to return an expression. */
  result?: Expression;
  readonly returned: Expression[];
  /** Of what it returns. */
  kind: Kind | undefined;
  /** Names of the functions around it that it assigns to. */
  readonly outside: Set<Binding>;
}

export interface Parameter {
  /** Several where it is taken apart. */
  readonly bindings: readonly Binding[];
  readonly isPattern: boolean;
  readonly initial?: Expression;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '**' | '<' | '<=' | '>' | '>=' | '==' | '!=' | '&&' | '||';

export type Expression = (
  | { readonly type: 'number'; readonly text: string; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'name'; readonly binding: Binding }
  /** `Math.PI`, `Infinity`. */
  | { readonly type: 'constant'; readonly name: string }
  | { readonly type: 'unary'; readonly operator: '-' | '!'; readonly operand: Expression }
  | {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly type: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly type: 'array'; readonly items: readonly Item[]; readonly changes: Changes }
  | { readonly type: 'index'; readonly of: Expression; readonly index: Expression }
  | { readonly type: 'length'; readonly of: Expression; readonly changes: Changes }
  /** A function of `Math`; of all elements of its only argument where that is spread. */
  | { readonly type: 'math'; readonly name: string; readonly args: readonly Item[] }
  | { readonly type: 'call'; readonly binding: Binding; readonly args: readonly Expression[] }
  /** `x.map(f)`; `arrayFrom(x, f)` is one, too. */
  | {
      readonly type: 'method';
      readonly name: string;
      readonly of: Expression;
      readonly args: readonly Expression[];
      readonly callback?: FunctionNode;
      readonly changes: Changes;
    }
  /** `new Array(n).fill(0)`. */
  | { readonly type: 'filled'; readonly count: Expression; readonly value: Expression }
  /** `Array.from({ length: n }, (_, i) => …)`. */
  | {
      readonly type: 'made';
      readonly count: Expression;
      readonly callback: FunctionNode;
      readonly changes: Changes;
    }
) & { readonly at: number };

/** An element of a list, or all elements of an array. */
export interface Item {
  readonly value: Expression;
  readonly isSpread: boolean;
}

export type Statement = (
  | { readonly type: 'assign'; readonly target: Target; readonly value: Expression }
  /** `a += b`. */
  | { readonly type: 'update'; readonly target: Target; readonly operator: BinaryOperator; readonly value: Expression }
  | { readonly type: 'unpack'; readonly targets: readonly Target[]; readonly value: Expression }
  | { readonly type: 'function'; readonly binding: Binding }
  | { readonly type: 'do'; readonly expression: Expression }
  | {
      readonly type: 'if';
      readonly test: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly type: 'count';
      readonly binding: Binding;
      readonly start: Expression;
      readonly end: Expression;
      readonly isInclusive: boolean;
      readonly step: number;
      readonly body: readonly Statement[];
    }
  | {
      readonly type: 'each';
      readonly targets: readonly Binding[];
      readonly isPattern: boolean;
      /** The first target is the index. */
      readonly withIndex: boolean;
      readonly of: Expression;
      readonly body: readonly Statement[];
    }
  | {
      readonly type: 'while';
      readonly test: Expression | undefined;
      readonly body: readonly Statement[];
      /** What is done before the test of each further round. */
      readonly update: readonly Statement[];
      readonly isTestedLast: boolean;
    }
  | { readonly type: 'return'; readonly value: Expression }
  | { readonly type: 'break' }
  | { readonly type: 'continue' }
  | { readonly type: 'raise'; readonly message: string }
) & { readonly at: number };

/** What can be assigned to. */
export type Target = Extract<Expression, { readonly type: 'name' | 'index' }>;
