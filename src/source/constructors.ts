import type { ArrayLiteral } from './arrayLiteral';

/** Calls that give back the numbers they are given, by the last part of their name. */
const CONSTRUCTORS = new Set(
  [
    'array asarray asanyarray ascontiguousarray matrix mat list tuple vector vec',
    'tensor Tensor as_tensor FloatTensor DoubleTensor constant Variable Parameter from_numpy convert_to_tensor tensor1d tensor2d tensor3d',
    'Array Series freeze deepFreeze structuredClone ref shallowRef signal',
  ].flatMap(line => line.split(' ')),
);
const TYPED_ARRAY = /^(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array$/;

/** Calls whose arguments are meant as they are: they print or compare them. */
const PASSING =
  /^(?:print|println|printf|log|info|debug|warn|error|dir|table|disp|display|show|expect|assert\w*|\w*[eE]qual|\w*CloseTo|ok|is|not)$/;

/** What is no call although a name stands before the parenthesis. */
const KEYWORDS =
  /^(?:if|while|for|return|in|of|case|yield|await|else|switch|and|or|not|elif|assert|del|throw|typeof|void)$/;

/** Python's packages, in which `//` divides. */
const PYTHON = /^(?:np|numpy|torch|tf|jnp|jax|cp|mx|pd)\./;

/** What stands before an opening parenthesis. */
export interface Callee {
  /** Where it begins, `new` included. */
  readonly start: number;
  readonly name: string;
  readonly kind: 'constructor' | 'passing' | 'definition' | 'unknown';
  readonly isPython: boolean;
}

const CALLEE =
  /(?<definition>\b(?:function\*?|def|fn|func|fun)\s+)?(?:\bnew\s+)?(?<name>[\p{L}_$][\p{L}\p{N}_$]*(?:\s*\??\.\s*[\p{L}_$][\p{L}\p{N}_$]*)*)(?:<[^<>()\n]*>)?\s*$/u;
const REACH = 120;

/** The callee before the parenthesis at `open`; undefined where the parenthesis only groups. */
export function calleeBefore(text: string, open: number, from: number): Callee | undefined {
  const before = text.slice(Math.max(from, open - REACH), open);
  const match = CALLEE.exec(before);
  const name = match?.groups?.['name']?.replace(/\s|\?/g, '');
  if (!match || name === undefined || KEYWORDS.test(name)) return undefined;
  const start = open - (before.length - match.index);
  const isMember = text[start - 1] === '.'; // of something that is no name: f(x).map(
  const kind = match.groups?.['definition'] ? 'definition' : isMember ? kindOfMember(name) : kindOf(name);
  return { start, name, kind, isPython: PYTHON.test(name) };
}

/** Whether a call by this name gives back the numbers it is given. */
export function isConstructor(name: string): boolean {
  return kindOf(name) === 'constructor';
}

function kindOf(name: string): Callee['kind'] {
  const parts = name.split('.');
  const last = parts.at(-1)!;
  if (last === 'from')
    return /^(?:Array|list|(?:Float|Int|Uint)\w+)$/.test(parts.at(-2) ?? '') ? 'constructor' : 'unknown';
  if (CONSTRUCTORS.has(last) || TYPED_ARRAY.test(last)) return 'constructor';
  return kindOfMember(last);
}

function kindOfMember(name: string): Callee['kind'] {
  return PASSING.test(name.slice(name.lastIndexOf('.') + 1)) ? 'passing' : 'unknown';
}

/** `c(1, 2)` of R, `Float64Array.of(1, 2)`: the parenthesis itself encloses the numbers. */
export function enclosesNumbers(name: string): boolean {
  return name === 'c' || /^(?:Array|(?:Float|Int|Uint)\d+(?:Clamped)?Array)\.of$/.test(name);
}

const KEYWORD_ARGUMENT = /^(\w+)\s*=\s*([\s\S]*)$/;
const HARMLESS =
  /^(?:requires_grad|device|grad_fn|copy|order|subok|name|names|layout|pin_memory|weak_type|index|size)$/;
const FLOATS = /^['"]?(?:\w+\.)?(?:float|float32|float64|float128|longdouble|double|f32|f64|float_|object)['"]?$/;

/**
 * Whether a constructor called with the literal and, behind it, these arguments holds the numbers as they are written.
 *
 * @param rest the arguments behind the literal
 */
export function keepsNumbers(callee: Callee, literal: ArrayLiteral, rest: readonly string[]): boolean {
  const last = callee.name.split('.').at(-1)!;
  const type = TYPED_ARRAY.test(last) ? last : last === 'from' ? callee.name.split('.').at(-2)! : '';
  return holds(type.replace(/Array$/, ''), literal) && rest.every(argument => isHarmless(argument, literal));
}

function isHarmless(argument: string, literal: ArrayLiteral): boolean {
  const [, name, value = argument] = KEYWORD_ARGUMENT.exec(argument) ?? [];
  if (name === undefined || name === 'dtype') return FLOATS.test(value) || isFittingInteger(value, literal);
  if (name === 'shape') return value.replace(/[^\d,]/g, '').replace(/,$/, '') === literal.shape.join(',');
  return HARMLESS.test(name);
}

function isFittingInteger(type: string, literal: ArrayLiteral): boolean {
  const name = type.replace(/^['"]?(?:\w+\.)?|['"]$/g, '');
  return /^(?:u?int\d*|long|short|byte)_?$/.test(name) && holds(name.replace(/^(?:long|int)_?$/, 'int64'), literal);
}

/** Whether whole numbers of this many bits hold the values; floating-point numbers hold all. */
function holds(type: string, { data }: ArrayLiteral): boolean {
  const [, unsigned, bits] = /^(?:big)?(u)?int(\d+)/i.exec(type) ?? [];
  if (bits === undefined) return true;
  const most = 2 ** (Number(bits) - (unsigned ? 0 : 1)) - 1;
  const least = unsigned ? 0 : -most - 1;
  return data.every(value => Number.isInteger(value) && value >= least && value <= most);
}
