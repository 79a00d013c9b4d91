import type { Tree } from '@lezer/common';

/** How others get at something of a module. */
export interface Exported {
  /** What it is imported as; for a default export, what it is called here. */
  readonly name: string;
  readonly isDefault: boolean;
}

/**
 * How a module exports one of its functions, or the class or object that holds it.
 *
 * @param name as in `FunctionSite`; of `Loss.mse` it is `Loss` that is exported
 * @returns undefined where nothing outside of the module can get at it
 */
export function exportOf(tree: Tree, text: string, name: string): Exported | undefined {
  const [owner = ''] = name.split('.');
  if (name === 'default') return { name: 'f', isDefault: true };
  for (const node of tree.topNode.getChildren('ExportDeclaration')) {
    const written = text.slice(node.from, node.to);
    if (/^export\s+default\b/.test(written)) {
      const own = /^export\s+default\s+(?:(?:async\s+)?function\s*|class\s+)?([\p{L}_$][\p{L}\p{N}_$]*)/u.exec(written);
      if (own?.[1] === owner) return { name: owner, isDefault: true };
      continue;
    }
    const declaration = node.getChild('VariableDeclaration') ?? node.getChild('FunctionDeclaration');
    const defined = [declaration, node.getChild('ClassDeclaration')].flatMap(
      each => each?.getChildren('VariableDefinition') ?? [],
    );
    if (defined.some(({ from, to }) => text.slice(from, to) === owner)) return { name: owner, isDefault: false };
    const listed = node.getChild('ExportGroup') && !node.getChild('String') ? inGroup(written, owner) : undefined;
    if (listed !== undefined) return { name: listed === 'default' ? owner : listed, isDefault: listed === 'default' };
  }
  return commonExport(text, owner);
}

/** What `export { f as g }` calls something. */
function inGroup(written: string, name: string): string | undefined {
  for (const part of written.slice(written.indexOf('{') + 1, written.lastIndexOf('}')).split(',')) {
    const [, own, other] = /^\s*([\p{L}\p{N}_$]+)(?:\s+as\s+([\p{L}\p{N}_$]+))?\s*$/u.exec(part) ?? [];
    if (own === name) return other ?? own;
  }
  return undefined;
}

/** `module.exports = { f }`, `exports.f = …`, `module.exports = f`. */
function commonExport(text: string, name: string): Exported | undefined {
  const word = name.replaceAll('$', '\\$');
  const ends = '(?![\\p{L}\\p{N}_$])';
  if (new RegExp(`^(?:module\\.)?exports\\.${word}\\s*=`, 'mu').test(text)) return { name, isDefault: false };
  if (new RegExp(`^module\\.exports\\s*=\\s*${word}\\s*;?\\s*$`, 'mu').test(text)) return { name, isDefault: true };
  const [, listed] = /^module\.exports\s*=\s*\{([^}]*)\}/m.exec(text) ?? [];
  const isListed = listed?.split(',').some(each => new RegExp(`^\\s*${word}${ends}\\s*(?::|$)`, 'u').test(each));
  return isListed ? { name, isDefault: false } : undefined;
}
