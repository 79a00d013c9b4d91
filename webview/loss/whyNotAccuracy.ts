import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LossComparison, ShownSweep } from '../../src/editor/loss/messages';
import { lossName } from '../../src/words/losses';
import { formatNumber } from '../../src/words/numbers';
import { stepper } from '../shared/stepper';
import { dataTable } from './dataTable';
import type { LossIntent } from './intent';
import { axisName } from './sweepChart';

export interface SweepActions {
  sweep(sample: number): void;
  setWhy(open: boolean): void;
}

/** "Why not accuracy?": loss and accuracy of the batch while one prediction moves. */
export function whyNotAccuracy(
  { sweep }: LossComparison,
  { why, table }: LossIntent,
  chart: HTMLElement,
  actions: SweepActions,
): TemplateResult | typeof nothing {
  if (!sweep) return nothing;
  const onToggle = ({ target }: Event) => {
    const { open } = target as HTMLDetailsElement;
    if (open !== why) actions.setWhy(open);
  };
  return html`<details class="why" ?open=${why} @toggle=${onToggle}>
    <summary>${l10n.t('Why not accuracy?')}</summary>
    <p>
      ${l10n.t(
        'The probability of one sample moves, and with it the loss. The accuracy stays flat until an answer turns right or wrong, then jumps: its derivative is 0 almost everywhere, so it gives training no direction.',
      )}
    </p>
    ${stepper({
      label: l10n.t('Sample'),
      index: sweep.sample,
      count: sweep.samples,
      onStep: sample => actions.sweep(sample),
    })}
    ${table ? sweepTable(sweep) : chart}
  </details>`;
}

function sweepTable({ id, probability, loss, accuracy }: ShownSweep): TemplateResult {
  return dataTable(
    'sweep',
    axisName(),
    Array.from(probability, p => formatNumber(p)),
    [
      { name: lossName(id), values: loss },
      { name: lossName('accuracy'), values: accuracy },
    ],
  );
}
