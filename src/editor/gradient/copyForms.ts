import { gradientReportJson, gradientReportMarkdown } from '../../words/gradientReport';
import { asJson, asMarkdown, type CopyForm } from '../copyAs';
import { reportOf, type Computation } from './computation';

/** The forms in which a gradient can be copied; none where there is no gradient. */
export async function gradientCopyForms(computation: Computation): Promise<CopyForm[]> {
  const report = reportOf(computation);
  if (!report) return [];
  return [asMarkdown(() => gradientReportMarkdown(report)), asJson(() => gradientReportJson(report))];
}
