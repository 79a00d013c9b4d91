import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { TrainState } from '../../src/editor/training/messages';
import { formatRounded } from '../../src/words/numbers';
import { lossNote } from '../../src/words/trainingData';
import { formatScore, isOn, progressText } from '../../src/words/trainingRun';
import { runButtons, type RunActions } from '../shared/runButtons';
import { runNotes } from '../shared/runNotes';
import { scoreRange } from '../shared/scoreRange';
import { sparkline } from './sparkline';

/** Everything above the form: buttons, how far the training is, and its small curves. */
export function runPart(state: TrainState, actions: RunActions & { showCurves(): void }): TemplateResult {
  const { run } = state;
  const reason = reasonNotToStart(state);
  return html`<section class="run" aria-label=${l10n.t('Training')}>
    <h1 class="visually-hidden">${l10n.t('Training')}</h1>
    ${runButtons(run, reason === undefined, actions)}
    <p class="progress" id="progress">${standing(state, reason)}</p>
    ${run ? html`${runNotes(run)} ${miniCurves(run, () => actions.showCurves())}` : nothing}
  </section>`;
}

/** How far the training is; while none is on, why none can be started. */
function standing({ run }: TrainState, reason: string | undefined): string {
  if (run && isOn(run.status)) return progressText(run);
  return reason ?? (run ? progressText(run) : l10n.t('Ready to train.'));
}

/** Why no training can be started, in one sentence; undefined where one can. */
function reasonNotToStart({ data, problems }: TrainState): string | undefined {
  const isWrong = data.kind === 'wrong' || Object.keys(problems).length > 0;
  return isWrong ? l10n.t('Correct what is marked below, then start.') : undefined;
}

const LOSS_DIGITS = 4;

type ShownRun = NonNullable<TrainState['run']>;

function miniCurves(run: ShownRun, onClick: () => void): TemplateResult {
  const { lines, loss, steps, epochs } = run;
  const { trainLoss } = lines;
  const byStep = { xs: trainLoss.xs.map(epoch => (epoch * steps) / epochs), ys: trainLoss.ys };
  const label = l10n.t('Show the training curves');
  const lossText = loss === null ? '' : formatRounded(loss, LOSS_DIGITS);
  return html`<button type="button" class="minis" title=${label} @click=${onClick}>
    <span class="visually-hidden">${label}.</span>
    <span class="mini-name">${l10n.t('loss')}</span>
    ${sparkline([
      { kind: 'raw', ...lines.loss },
      { kind: 'train', ...byStep },
    ])}
    <span class="mini-values number" id="loss" title=${lossNote(run.score, run.normalizeLabels) ?? nothing}
      >${lossText}</span
    >
    ${run.score ? miniScore(run, run.score) : nothing}
  </button>`;
}

function miniScore({ lines, scores }: ShownRun, score: NonNullable<ShownRun['score']>): TemplateResult {
  const { trainScore, testScore } = lines;
  const { min, max } = scoreRange(score, [trainScore.ys, testScore.ys]);
  return html`<span class="mini-name">${score === 'accuracy' ? l10n.t('accuracy') : 'R²'}</span>
    ${sparkline(
      [
        { kind: 'train', ...trainScore },
        { kind: 'test', ...testScore },
      ],
      [min, max],
    )}
    <span class="mini-values number">
      ${
        scores
          ? html`<span class="key key-train">${l10n.t('train {0}', formatScore(score, scores.train))}</span>
              <span class="key key-test">${l10n.t('test {0}', formatScore(score, scores.test))}</span>`
          : nothing
      }
    </span>`;
}
