import { parseExpression } from '@babel/parser';
import type { Expression } from '@babel/types';
import {
  Decimal,
  add,
  constant,
  divide,
  exactly,
  exponential,
  integral,
  logarithm,
  multiply,
  power,
  scale,
  sineAndCosine,
  subtract,
  variable,
  type Series,
} from './series';

/**
 * Mathematics as text: numbers, `x`, `PI`, `+ − * / **`, `a < b ? c : d` and the functions below, in JavaScript's syntax
 * without `Math.`. Numbers are the doubles that JavaScript takes them for.
 */
type Formula = (x: Series) => Series;

/** The series of a formula about x₀ up to a power of (x − x₀), each coefficient right to some 40 digits. */
export function seriesOf(formula: string, at: number, order: number): Series {
  return compiled(formula)(variable(exactly(at), order));
}

export function valueOf(formula: string, at: number): Decimal {
  return seriesOf(formula, at, 0)[0]!;
}

const known = new Map<string, Formula>();

function compiled(text: string): Formula {
  const formula = known.get(text) ?? compile(parseExpression(text));
  known.set(text, formula);
  return formula;
}

type Unary = (a: Series) => Series;

const one = (a: Series) => constant(new Decimal(1), a.length - 1);
const square = (a: Series) => multiply(a, a);
const root = (a: Series) => power(a, new Decimal(0.5));
const reciprocal = (a: Series) => divide(one(a), a);

export const FUNCTIONS: Readonly<Record<string, Unary>> = {
  exp: exponential,
  expm1: a => subtract(exponential(a), one(a)),
  log: logarithm,
  log1p: a => logarithm(add(one(a), a)),
  log2: a => scale(logarithm(a), new Decimal(1).div(new Decimal(2).ln())),
  log10: a => scale(logarithm(a), new Decimal(1).div(new Decimal(10).ln())),
  sin: a => sineAndCosine(a)[0],
  cos: a => sineAndCosine(a)[1],
  tan: a => divide(...sineAndCosine(a)),
  sinh: a => scale(subtract(exponential(a), exponential(scale(a, -1))), 0.5),
  cosh: a => scale(add(exponential(a), exponential(scale(a, -1))), 0.5),
  tanh: a => {
    const [right, left] = [exponential(a), exponential(scale(a, -1))];
    return divide(subtract(right, left), add(right, left));
  },
  asin: a => integral(a[0]!.asin(), reciprocal(root(subtract(one(a), square(a)))), a),
  acos: a => integral(a[0]!.acos(), scale(reciprocal(root(subtract(one(a), square(a)))), -1), a),
  atan: a => integral(a[0]!.atan(), reciprocal(add(one(a), square(a))), a),
  asinh: a => integral(a[0]!.asinh(), reciprocal(root(add(one(a), square(a)))), a),
  acosh: a => integral(a[0]!.acosh(), reciprocal(root(subtract(square(a), one(a)))), a),
  atanh: a => integral(a[0]!.atanh(), reciprocal(subtract(one(a), square(a))), a),
  sqrt: root,
  cbrt: a => scale(power(scale(a, a[0]!.s), new Decimal(1).div(3)), a[0]!.s),
  abs: a => scale(a, a[0]!.s),
  erf: a => {
    const slope = new Decimal(2).div(Decimal.acos(-1).sqrt());
    return integral(erfAt(a[0]!), scale(exponential(scale(square(a), -1)), slope), a);
  },
};

/** erf u = 2/√π e^(−u²) Σ 2ⁿ u²ⁿ⁺¹ / (2n + 1)!!, whose terms are all positive for u > 0. */
function erfAt(u: Decimal): Decimal {
  const square = u.times(u);
  let [term, sum] = [u, u];
  for (let n = 1; term.abs().gt(sum.abs().times('1e-42')); n++) {
    term = term
      .times(square)
      .times(2)
      .div(2 * n + 1);
    sum = sum.plus(term);
  }
  return sum.times(2).times(square.neg().exp()).div(Decimal.acos(-1).sqrt());
}

function compile(node: Expression): Formula {
  switch (node.type) {
    case 'NumericLiteral': {
      const value = exactly(node.value);
      return x => constant(value, x.length - 1);
    }
    case 'Identifier': {
      if (node.name === 'x') return x => x;
      const value = exactly(Math.PI);
      if (node.name === 'PI') return x => constant(value, x.length - 1);
      break;
    }
    case 'ParenthesizedExpression':
      return compile(node.expression);
    case 'UnaryExpression': {
      const operand = compile(node.argument);
      if (node.operator === '-') return x => scale(operand(x), -1);
      break;
    }
    case 'CallExpression': {
      const [name, argument] = [node.callee as { name: string }, compile(node.arguments[0] as Expression)];
      const unary = FUNCTIONS[name.name];
      if (unary) return x => unary(argument(x));
      break;
    }
    case 'ConditionalExpression': {
      const [test, yes, no] = [comparison(node.test), compile(node.consequent), compile(node.alternate)];
      return x => (test(x) ? yes(x) : no(x));
    }
    case 'BinaryExpression':
      return binary(node.operator, compile(node.left as Expression), compile(node.right));
    default:
  }
  throw new Error(`a formula has no ${node.type}`);
}

function comparison(node: Expression): (x: Series) => boolean {
  if (node.type !== 'BinaryExpression' || node.operator !== '<') throw new Error('a condition is a < b');
  const [left, right] = [compile(node.left as Expression), compile(node.right)];
  return x => left(x)[0]!.lt(right(x)[0]!);
}

function binary(operator: string, left: Formula, right: Formula): Formula {
  switch (operator) {
    case '+':
      return x => add(left(x), right(x));
    case '-':
      return x => subtract(left(x), right(x));
    case '*':
      return x => multiply(left(x), right(x));
    case '/':
      return x => divide(left(x), right(x));
    case '**':
      return x => raised(left(x), right(x));
    default:
      throw new Error(`a formula has no ${operator}`);
  }
}

/** aᵇ; e^(b log a) where b is no constant. */
function raised(a: Series, b: Series): Series {
  return b.slice(1).every(each => each.isZero()) ? power(a, b[0]!) : exponential(multiply(b, logarithm(a)));
}
