import * as l10n from '@vscode/l10n';
import { Problem } from '../../numerics/problem';
import { translationSteps, type Library } from '../../source/python/translate';
import { languageOfFile } from '../../source/script';
import { inSlices } from '../../source/slices';
import { gradientCode } from '../../words/gradientCode';
import { gradientNumpy, gradientTorch } from '../../words/gradientPython';
import { gradientReportJson, gradientReportMarkdown, type GradientReport } from '../../words/gradientReport';
import { asJson, asMarkdown, type CopyForm } from '../copyAs';
import { reportOf, type Computation } from './computation';

/**
 * The forms in which a gradient can be copied, none where there is no gradient: as text, and as code that reproduces it.
 * In Python the function must surely compute the same; where it does not, the form says why.
 */
export async function gradientCopyForms(computation: Computation): Promise<CopyForm[]> {
  const report = reportOf(computation);
  if (!report) return [];
  return [
    asMarkdown(() => gradientReportMarkdown(report)),
    asJson(() => gradientReportJson(report)),
    ...codeForms(computation, report),
    ...(await pythonForms(computation, report, 'numpy')),
    ...(await pythonForms(computation, report, 'torch')),
  ];
}

function codeForms({ file, text, site }: Computation, report: GradientReport): CopyForm[] {
  const isTyped = languageOfFile(file)?.startsWith('typescript') ?? false;
  const { callee, definition } = callable(site, text, isTyped);
  const arrays = site.parameters.map(({ form }) => (form.kind === 'numbers' ? form.typed : undefined));
  const code = gradientCode({ report, callee, isTyped, arrays, ...(definition !== undefined && { definition }) });
  const label = isTyped ? l10n.t('Copy as TypeScript') : l10n.t('Copy as JavaScript');
  return code === undefined ? [] : [{ label, text: () => code }];
}

/** What code calls the function by, and what defines it where it has no name. */
function callable(
  { name, start, end, variables, parameters }: Computation['site'],
  text: string,
  isTyped: boolean,
): { callee: string; definition?: string } {
  const own = text.slice(start, end);
  if (variables) {
    const typed = parameters.map(({ name: parameter, form }) =>
      isTyped && form.kind === 'numbers' ? `${parameter}: number${'[]'.repeat(form.depth)}` : parameter,
    );
    return { callee: 'f', definition: `(${typed.join(', ')}) => ${own}` };
  }
  return name === '' || name === 'default' ? { callee: 'f', definition: own } : { callee: name };
}

const WRITE = { numpy: gradientNumpy, torch: gradientTorch } as const;

async function pythonForms(
  { file, text, site, args }: Computation,
  report: GradientReport,
  library: Library,
): Promise<CopyForm[]> {
  const label = library === 'numpy' ? l10n.t('Copy as NumPy') : l10n.t('Copy as PyTorch');
  try {
    const steps = translationSteps(text, languageOfFile(file) ?? 'typescript', site, args, library);
    const code = WRITE[library](report, await inSlices(steps));
    return code === undefined ? [] : [{ label, text: () => code }];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const description = l10n.t('not possible: line {0}', Number(error.args['line']));
    return [{ label, description, text: () => Promise.reject(error) }];
  }
}
