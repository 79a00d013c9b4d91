import { parse, type ParserPlugin } from '@babel/parser';
import type { Node, Program } from '@babel/types';
import { languageOfFile } from '../script';

/** A text as a tree; none where it cannot be read, which whoever runs it will say. */
export function parseModule(text: string, file: string): Program | undefined {
  try {
    return parse(text, {
      sourceType: 'module',
      errorRecovery: true,
      createParenthesizedExpressions: true,
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
      allowUndeclaredExports: true,
      attachComment: false,
      plugins: pluginsFor(file),
    }).program;
  } catch {
    return undefined;
  }
}

function pluginsFor(file: string): ParserPlugin[] {
  const language = languageOfFile(file) ?? 'typescript';
  const plugins: ParserPlugin[] = ['decorators', 'explicitResourceManagement'];
  if (language.startsWith('typescript')) plugins.push('typescript');
  if (language !== 'typescript') plugins.push('jsx');
  return plugins;
}

/** Nodes of TypeScript that contain code that is run; all others are types. */
const RUN = new Set([
  ...['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression'],
  ...['TSExportAssignment', 'TSModuleDeclaration', 'TSModuleBlock', 'TSParameterProperty'],
]);

/** The nodes in a node that are run, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isRun(child)) children.push(child);
  }
  return children;
}

function isRun(value: unknown): value is Node {
  const type = (value as Node | null | undefined)?.type;
  if (typeof type !== 'string') return false;
  if ((value as { declare?: boolean | null }).declare) return false;
  return !type.startsWith('TS') || RUN.has(type);
}

/** An expression without the parentheses and types around it. */
export function bare(node: Node): Node {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return bare(node.expression);
    default:
      return node;
  }
}

/** The names that a text declares or assigns to, in whichever scope. */
export function boundNames(program: Program): ReadonlySet<string> {
  const names = new Set<string>();
  const bind = (pattern: Node | null | undefined): void => {
    switch (pattern?.type) {
      case 'Identifier':
        names.add(pattern.name);
        break;
      case 'ObjectPattern':
        for (const property of pattern.properties) bind(property.type === 'RestElement' ? property : property.value);
        break;
      case 'ArrayPattern':
        pattern.elements.forEach(bind);
        break;
      case 'AssignmentPattern':
        bind(pattern.left);
        break;
      case 'RestElement':
        bind(pattern.argument);
        break;
      case 'TSParameterProperty':
        bind(pattern.parameter);
        break;
      default: // a member, which declares nothing
    }
  };
  const visit = (node: Node): void => {
    declaredBy(node).forEach(bind);
    childrenOf(node).forEach(visit);
  };
  visit(program);
  return names;
}

/** The patterns that a node gives values to. */
function declaredBy(node: Node): (Node | null | undefined)[] {
  switch (node.type) {
    case 'VariableDeclarator':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'TSModuleDeclaration':
      return [node.id];
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return [node.id, ...node.params];
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return node.params;
    case 'CatchClause':
      return [node.param];
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [node.local];
    case 'AssignmentExpression':
      return [node.left];
    default:
      return [];
  }
}
