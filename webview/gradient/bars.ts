import * as l10n from '@vscode/l10n';
import type { ShownGradient } from '../../src/editor/gradient/messages';
import { verdictText } from '../../src/words/gradientReport';
import type { BarChartData } from '../shared/barChart';

/** A bar for each partial derivative; choosing one chooses its variable. */
export function barsChart(
  { name, variables, chosen }: ShownGradient,
  choose: (variable: number) => void,
): BarChartData {
  return {
    title: [
      l10n.t('Partial derivatives of {0}.', name),
      l10n.t('Enter chooses the variable.'),
      l10n.t('Arrow keys walk the bars, T shows the table.'),
    ].join(' '),
    labels: variables.map(({ label }) => label),
    series: [{ name: `∂${name}`, values: variables.map(({ derivative }) => derivative ?? NaN), color: 1 }],
    detail: point => {
      const variable = variables[point]!;
      return variable.status === 'ok' ? '' : verdictText(variable);
    },
    marked: chosen,
    activate: choose,
  };
}
