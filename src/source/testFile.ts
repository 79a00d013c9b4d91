import type { SyntaxNode, Tree } from '@lezer/common';
import type { ImportedName, TestFile } from '../words/gradientTest';
import { childrenOf } from './walk';

/** What of a file of tests a further one must fit in with. */
export function testFileOf(tree: Tree, text: string): TestFile {
  const statements = childrenOf(tree.topNode);
  const imports = statements.filter(node => isImport(node, text));
  const functions = statements.flatMap(node => functionIn(node, text));
  const declared = statements.flatMap(node => declaredIn(node)).map(node => wordOf(node, text));
  return {
    text,
    headEnd: headEnd(statements),
    ...(imports.length > 0 && { importsEnd: imports.at(-1)!.to }),
    imports: imports.flatMap(node => importedIn(node, text)),
    groups: imports.flatMap(node => groupIn(node, text)),
    tests: statements.flatMap(node => testIn(node, text)),
    functions,
    names: new Set(declared),
  };
}

function wordOf({ from, to }: SyntaxNode, text: string): string {
  return text.slice(from, to);
}

/** A string without its quotes. */
function stringOf(node: SyntaxNode, text: string): string {
  return text.slice(node.from + 1, node.to - 1).replace(/\\(.)/g, '$1');
}

/** Where the comments and directives end that a file begins with. */
function headEnd(statements: readonly SyntaxNode[]): number {
  const first = statements.findIndex(
    node =>
      !['Hashbang', 'LineComment', 'BlockComment'].includes(node.name) &&
      !(node.name === 'ExpressionStatement' && node.firstChild?.name === 'String'),
  );
  return statements[(first < 0 ? statements.length : first) - 1]?.to ?? 0;
}

/** `import …`, and `const … = require('…')`. */
function isImport(node: SyntaxNode, text: string): boolean {
  return node.name === 'ImportDeclaration' || requiredBy(node, text) !== undefined;
}

function requiredBy(node: SyntaxNode, text: string): SyntaxNode | undefined {
  const call = node.name === 'VariableDeclaration' ? node.getChild('CallExpression') : null;
  const callee = call?.getChild('VariableName');
  const module = call?.getChild('ArgList')?.getChild('String');
  return callee && module && wordOf(callee, text) === 'require' ? module : undefined;
}

function importedIn(node: SyntaxNode, text: string): ImportedName[] {
  const string = requiredBy(node, text) ?? node.getChild('String');
  if (!string || node.getChild('type') || node.getChild('Star')) return [];
  const module = stringOf(string, text);
  const found: ImportedName[] = [];
  const whole = node.getChild('VariableDefinition');
  if (whole) found.push({ name: wordOf(whole, text), local: wordOf(whole, text), isDefault: true, module });
  for (const { parts } of specifiersIn(node)) {
    const local = parts.at(-1);
    if (local?.name !== 'VariableDefinition' || parts.some(({ name }) => name === 'type')) continue;
    found.push({ name: wordOf(parts[0]!, text), local: wordOf(local, text), isDefault: false, module });
  }
  return found;
}

/** What stands between the commas of `{ f, g as h }` or `{ f, g: h }`. */
function specifiersIn(node: SyntaxNode): { readonly parts: SyntaxNode[] }[] {
  const properties = node.getChild('ObjectPattern')?.getChildren('PatternProperty');
  if (properties) return properties.map(each => ({ parts: childrenOf(each) }));
  const group = node.getChild('ImportGroup');
  const specifiers: { parts: SyntaxNode[] }[] = [{ parts: [] }];
  for (const each of group ? childrenOf(group) : []) {
    if (each.name === ',') specifiers.push({ parts: [] });
    else if (!'{}'.includes(each.name) && !each.name.endsWith('Comment')) specifiers.at(-1)!.parts.push(each);
  }
  return specifiers.filter(({ parts }) => parts.length > 0);
}

/** Where further names of a module can be put. */
function groupIn(node: SyntaxNode, text: string): TestFile['groups'][number][] {
  const string = requiredBy(node, text) ?? node.getChild('String');
  const group = node.getChild('ImportGroup') ?? node.getChild('ObjectPattern');
  if (!string || !group || node.getChild('type')) return [];
  const last = specifiersIn(node).at(-1)?.parts.at(-1);
  return [{ module: stringOf(string, text), end: last?.to ?? group.from + 1, isEmpty: !last }];
}

function testIn(node: SyntaxNode, text: string): TestFile['tests'][number][] {
  const call = node.name === 'ExpressionStatement' ? node.getChild('CallExpression') : null;
  const callee = call?.getChild('VariableName');
  const [, title] = childrenOf(call?.getChild('ArgList') ?? node);
  const isTest = callee && /^(test|it)_?$/.test(wordOf(callee, text));
  const isTitle = title?.name === 'String' || (title?.name === 'TemplateString' && !title.getChild('Interpolation'));
  return isTest && isTitle ? [{ title: stringOf(title, text), from: node.from, to: node.to }] : [];
}

/** A function of the file's own, with the comment above it. */
function functionIn(node: SyntaxNode, text: string): TestFile['functions'][number][] {
  const own = node.name === 'ExportDeclaration' ? node.getChild('FunctionDeclaration') : node;
  const name = own?.name === 'FunctionDeclaration' ? own.getChild('VariableDefinition') : null;
  if (!own || !name) return [];
  const comment = node.prevSibling?.name === 'BlockComment' ? node.prevSibling : undefined;
  const parameters = own.getChild('ParamList')?.getChildren('VariableDefinition') ?? [];
  return [
    {
      name: wordOf(name, text),
      parameters: parameters.map(each => wordOf(each, text)),
      from: (comment ?? node).from,
    },
  ];
}

/** The names that a statement declares for all of its file. */
function declaredIn(node: SyntaxNode): SyntaxNode[] {
  if (node.name === 'ExportDeclaration') return childrenOf(node).flatMap(declaredIn);
  if (!/^(Import|Variable|Function|Class|Enum)Declaration$/.test(node.name)) return [];
  const found: SyntaxNode[] = [];
  node.cursor().iterate(({ name, node: each }) => {
    if (name === 'VariableDefinition') found.push(each);
    return !/^(ParamList|Block|ClassBody|ArrowFunction|FunctionExpression)$/.test(name);
  });
  return found;
}
