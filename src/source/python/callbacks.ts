import type { Expression, FunctionNode } from './program';

/** Whether a function is more than an expression, or some in it are. */
export function needsDefinition({ result }: FunctionNode): boolean {
  return !result || innerFunctions(result).some(needsDefinition);
}

/** The functions in an expression, not those in them. */
function innerFunctions(expression: Expression): FunctionNode[] {
  switch (expression.type) {
    case 'unary':
      return innerFunctions(expression.operand);
    case 'binary':
      return [expression.left, expression.right].flatMap(innerFunctions);
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise].flatMap(innerFunctions);
    case 'array':
      return expression.items.flatMap(({ value }) => innerFunctions(value));
    case 'index':
      return [expression.of, expression.index].flatMap(innerFunctions);
    case 'length':
      return innerFunctions(expression.of);
    case 'math':
      return expression.args.flatMap(({ value }) => innerFunctions(value));
    case 'call':
      return expression.args.flatMap(innerFunctions);
    case 'method':
      return [
        ...[expression.of, ...expression.args].flatMap(innerFunctions),
        ...(expression.callback ? [expression.callback] : []),
      ];
    case 'filled':
      return [expression.count, expression.value].flatMap(innerFunctions);
    case 'made':
      return [...innerFunctions(expression.count), expression.callback];
    default:
      return [];
  }
}
