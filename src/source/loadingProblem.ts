import { Problem } from '../numerics/problem';
import { lookAt } from './lookAt';
import { plainJavaScript, type ModuleText } from './modules';
import { errorText, placeOf } from './thrown';

/** Why a module could not be loaded, from whatever was thrown: `syntax-error`, `import-missing`, `module-threw`. */
export function loadingProblem(error: unknown, source: ModuleText): Problem {
  if (lookAt(() => error instanceof Problem, false)) return error as Problem;
  const { code, words } = lookAt(
    () => {
      const { code, message } = Object(error) as { code?: unknown; message?: unknown };
      return { code, words: String(message ?? error) };
    },
    { code: undefined, words: '' },
  );
  const syntax = SYNTAX_ERROR.exec(words);
  if (syntax) {
    const [, message = '', filename = source.file, line, column] = syntax;
    return syntaxProblem({ message, filename, line: Number(line), column: Number(column) }, source);
  }
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') {
    return new Problem('import-missing', { module: /'([^']+)'/.exec(words)?.[1] ?? words });
  }
  return new Problem('module-threw', { message: errorText(error), ...placeOf(error) });
}

/** What jiti's parser says, with its line, and its column from 0. */
interface SyntaxError {
  readonly message: string;
  readonly filename: string;
  readonly line: number;
  readonly column: number;
}

/** How jiti words it: what, then file, line and column. */
const SYNTAX_ERROR = /^ParseError: (.*)\n\s*(.*):(\d+):(\d+)\s*$/s;

function syntaxProblem(error: SyntaxError, { file, text }: ModuleText): Problem {
  const isOurs = error.filename === file && error.line > text.split('\n').length; // what follows the text
  const { message, filename, line, column } = (isOurs && syntaxErrorOf(text, file)) || error;
  return new Problem('syntax-error', { file: filename, line, column: column + 1, message: message.trim() });
}

/** The error of a text alone, which is not run. */
function syntaxErrorOf(text: string, file: string): SyntaxError | undefined {
  const code = plainJavaScript(text, file);
  const error = /^exports\.__JITI_ERROR__ = (.*)$/s.exec(code)?.[1];
  return error === undefined ? undefined : (JSON.parse(error) as SyntaxError);
}
