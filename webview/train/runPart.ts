import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { TrainState } from '../../src/editor/training/messages';
import { formatNumber } from '../../src/words/numbers';
import { formatPercent, progressText } from '../../src/words/trainingRun';
import { sentence } from '../../src/words/sentences';
import { runButtons, type RunActions } from '../shared/runButtons';
import { sparkline } from './sparkline';

/** Everything above the form: buttons, how far the training is, and its small curves. */
export function runPart(state: TrainState, actions: RunActions & { showCurves(): void }): TemplateResult {
  const { run } = state;
  const reason = reasonNotToStart(state);
  return html`<section class="run" aria-label=${l10n.t('Training')}>
    <h1 class="visually-hidden">${l10n.t('Training')}</h1>
    ${runButtons(run?.status, reason === undefined, actions)}
    <p class="progress" id="progress">${reason ?? (run ? progressText(run) : l10n.t('Ready to train.'))}</p>
    ${run?.problem ? html`<p class="problem" role="alert">${sentence(run.problem)}</p>` : nothing}
    ${run ? miniCurves(run, () => actions.showCurves()) : nothing}
  </section>`;
}

/** Why no training can be started, in one sentence; undefined where one can. */
function reasonNotToStart({ data, problems }: TrainState): string | undefined {
  if (data.kind === 'wrong') return l10n.t('The data cannot be used. Choose others or correct the file, then start.');
  return Object.keys(problems).length > 0 ? l10n.t('Correct what is marked below, then start.') : undefined;
}

const LOSS_DIGITS = 4;

function miniCurves(
  { lines, loss, accuracy, steps, epochs }: NonNullable<TrainState['run']>,
  onClick: () => void,
): TemplateResult {
  const { trainLoss, trainAccuracy, testAccuracy } = lines;
  const byStep = { xs: trainLoss.xs.map(epoch => (epoch * steps) / epochs), ys: trainLoss.ys };
  const label = l10n.t('Show the training curves');
  const lossText = loss === null ? '' : formatNumber(loss, LOSS_DIGITS);
  return html`<button type="button" class="minis" title=${label} @click=${onClick}>
    <span class="visually-hidden">${label}.</span>
    <span class="mini-name">${l10n.t('loss')}</span>
    ${sparkline([
      { kind: 'raw', ...lines.loss },
      { kind: 'train', ...byStep },
    ])}
    <span class="mini-values number" id="loss">${lossText}</span>
    <span class="mini-name">${l10n.t('accuracy')}</span>
    ${sparkline(
      [
        { kind: 'train', ...trainAccuracy },
        { kind: 'test', ...testAccuracy },
      ],
      [0, 1],
    )}
    <span class="mini-values number">
      ${
        accuracy
          ? html`<span class="key key-train">${l10n.t('train {0}', formatPercent(accuracy.train))}</span>
              <span class="key key-test">${l10n.t('test {0}', formatPercent(accuracy.test))}</span>`
          : nothing
      }
    </span>
  </button>`;
}
