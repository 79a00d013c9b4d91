import { evaluateLossSteps } from '../../numerics/lossEvaluation';
import type { MeasureId } from '../../numerics/lossIds';
import { inSlices } from '../../source/slices';
import { lossReportJson, lossReportMarkdown, type LossReport } from '../../words/lossReport';
import { asJson, asMarkdown, type CopyForm } from '../copyAs';
import type { Comparison } from './comparison';

/** The forms in which the losses of one prediction can be copied, with all its elements. */
export function copyForms(comparison: Comparison, candidate: number, chosen: MeasureId): CopyForm[] {
  const report = async (): Promise<LossReport> => {
    const { arrays, options } = comparison;
    const prediction = arrays.predictions[candidate]!;
    const evaluation = await inSlices(evaluateLossSteps(prediction, arrays.target ?? undefined, options));
    return { ...evaluation, prediction, target: arrays.target!, options };
  };
  void chosen;
  return [
    asMarkdown(async () => lossReportMarkdown(await report())),
    asJson(async () => lossReportJson(await report())),
  ];
}
