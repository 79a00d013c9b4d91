import * as l10n from '@vscode/l10n';
import { evaluateLossSteps } from '../../numerics/lossEvaluation';
import type { MeasureId } from '../../numerics/lossIds';
import { inSlices } from '../../source/slices';
import { lossReportCsv } from '../../words/lossCsv';
import { lossReportJson, lossReportMarkdown, type LossReport } from '../../words/lossReport';
import { numpyLine } from '../../words/numpyLine';
import { asJson, asMarkdown, type CopyForm } from '../copyAs';
import type { Comparison, SourceArray } from './comparison';

/** More elements than this are nothing that anybody pastes; a text of them all would be hundreds of megabytes. */
const MAX_COPIED = 20_000;

/**
 * The forms in which a comparison can be copied, with all its predictions and, unless there are too many, all their
 * elements; and, where the arrays are small, the lines of Python that give the number of the chosen measure for the
 * prediction that is shown.
 */
export function copyForms(comparison: Comparison, shown: number, chosen: MeasureId): CopyForm[] {
  const numpy = numpyOf(comparison, shown, chosen);
  const count = comparison.arrays.predictions.reduce((sum, { data }) => sum + data.length, 0);
  const numbersOnly = count > MAX_COPIED;
  const inForm = (write: (...reports: LossReport[]) => string) => async () =>
    write(...(await reportsOf(comparison, numbersOnly)));
  const note = numbersOnly && {
    description: l10n.t('without terms and gradients: there are {0} elements', count),
  };
  return [
    asMarkdown(inForm(lossReportMarkdown)),
    { ...asJson(inForm(lossReportJson)), ...note },
    { label: l10n.t('Copy as CSV'), text: inForm(lossReportCsv), ...note },
    ...(numpy === undefined ? [] : [{ label: l10n.t('Copy as NumPy'), text: () => numpy }]),
  ];
}

/** What the page shows of large arrays is not all: they are evaluated again. */
async function reportsOf({ arrays, options, candidates }: Comparison, numbersOnly: boolean): Promise<LossReport[]> {
  const target = arrays.target ?? undefined;
  const comparable = arrays.predictions.filter((_, index) => candidates[index]!.evaluation);
  const report = async (prediction: SourceArray): Promise<LossReport> => {
    const evaluation = await inSlices(evaluateLossSteps(prediction, target, options));
    return { ...evaluation, prediction, target, options, numbersOnly };
  };
  return Promise.all(comparable.map(report));
}

function numpyOf({ arrays, options }: Comparison, shown: number, chosen: MeasureId): string | undefined {
  const [y, t] = [arrays.predictions[shown]!, arrays.target ?? undefined];
  return numpyLine(chosen, { y, t, names: { y: y.name, t: t?.name ?? 't' }, options });
}
