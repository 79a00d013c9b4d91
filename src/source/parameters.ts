import type { SyntaxNode } from '@lezer/common';
import { arrayOf, NUMBER, UNKNOWN, unionOf, type ParameterForm, type Types } from './types';
import { childrenOf } from './walk';

export interface Parameter {
  readonly name: string;
  readonly form: ParameterForm;
  /** It has a default value or may be left out. */
  readonly optional: boolean;
}

/** The parameters of a function, from its list. */
export function parametersOf(list: SyntaxNode, text: string, types: Types): Parameter[] {
  return splitAtCommas(list)
    .filter(([first]) => first?.name !== 'this') // TypeScript's, which is not given
    .map(nodes => parameterOf(nodes, text, types));
}

/** The parameters of a function with overloads: each takes what it takes in one of them. */
export function mergedParameters(own: readonly Parameter[], overloads: readonly (readonly Parameter[])[]): Parameter[] {
  if (overloads.length === 0) return [...own];
  return own.map((parameter, index) => {
    const forms = overloads.flatMap(list => list[index]?.form ?? []);
    const optional = parameter.optional || overloads.some(list => list[index]?.optional ?? true);
    return { ...parameter, optional, form: forms.length > 0 ? unionOf(forms, parameter.name) : parameter.form };
  });
}

/** The nodes of each parameter. */
function splitAtCommas(list: SyntaxNode): SyntaxNode[][] {
  const parameters: SyntaxNode[][] = [[]];
  for (const node of childrenOf(list)) {
    if (node.name === '(' || node.name === ')') continue;
    if (node.name === ',') parameters.push([]);
    else parameters.at(-1)!.push(node);
  }
  return parameters.filter(nodes => nodes.length > 0);
}

const PATTERNS = ['VariableDefinition', 'ArrayPattern', 'ObjectPattern'];

function parameterOf(nodes: readonly SyntaxNode[], text: string, types: Types): Parameter {
  const find = (name: string) => nodes.find(node => node.name === name);
  const word = ({ from }: SyntaxNode, { to }: SyntaxNode) => text.slice(from, to);
  const pattern = nodes.find(({ name }) => PATTERNS.includes(name));
  const written = word(nodes[0]!, nodes.at(-1)!);
  if (!pattern || find('Spread')) {
    return { name: written, form: { kind: 'other', type: written }, optional: find('Spread') !== undefined };
  }
  const type = find('TypeAnnotation')?.firstChild?.nextSibling;
  const initial = find('Equals') ? nodes.at(-1) : undefined;
  const declared = type ? types.formOf(type) : UNKNOWN;
  const form = type || !initial ? declared : formOfValue(initial);
  return {
    name: word(pattern, pattern),
    form: form === UNKNOWN ? formOfPattern(pattern, written) : form,
    optional: initial !== undefined || find('Optional') !== undefined,
  };
}

/** What a parameter takes that is taken apart, where no type says so. */
function formOfPattern(pattern: SyntaxNode, written: string): ParameterForm {
  if (pattern.name === 'ObjectPattern') return { kind: 'other', type: written };
  const names = pattern.getChildren('VariableDefinition').length;
  const onlyNames = childrenOf(pattern).length === 2 * names + 1; // with brackets and commas
  return pattern.name === 'ArrayPattern' && onlyNames ? { kind: 'numbers', depth: 1, length: names } : UNKNOWN;
}

const PLAIN_VALUES = ['String', 'TemplateString', 'BooleanLiteral', 'null', 'ObjectExpression'];
const FUNCTIONS = ['ArrowFunction', 'FunctionExpression', 'ClassExpression'];

/** What a variable holds that begins with a value, as far as that is plain to see. */
export function formOfValue(value: SyntaxNode): ParameterForm {
  if (value.name === 'Number') return NUMBER;
  if (value.name === 'UnaryExpression') return value.lastChild?.name === 'Number' ? NUMBER : UNKNOWN;
  if (PLAIN_VALUES.includes(value.name)) return { kind: 'other', type: value.name };
  if (FUNCTIONS.includes(value.name)) return { kind: 'ungivable', type: 'Function' };
  const first = value.name === 'ArrayExpression' ? value.firstChild?.nextSibling : undefined;
  return first && first.name !== ']' ? arrayOf(formOfValue(first), value.name) : UNKNOWN;
}
