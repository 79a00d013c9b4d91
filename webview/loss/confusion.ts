import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { MAX_CLASSES, type LossComparison, type ShownClassification } from '../../src/editor/loss/messages';
import { lossName } from '../../src/words/losses';
import { alignOnPoint, formatNumber } from '../../src/words/numbers';

/** How often each class was taken for which, and how well each was found. */
export function confusionSection({ classification }: LossComparison): TemplateResult | typeof nothing {
  if (!classification) return nothing;
  const { classes, counts } = classification;
  return html`<section class="confusion" aria-label=${lossName('confusionMatrix')}>
    <h2>${lossName('confusionMatrix')}</h2>
    ${
      counts
        ? html`<p class="detail">${l10n.t('Rows are the truth, columns the prediction.')}</p>
            <div class="matrices">${matrix(counts, classes)} ${scores(classification)}</div>`
        : html`<p>
            ${l10n.t('There are {0} classes; a matrix of more than {1} does not fit the page.', classes, MAX_CLASSES)}
          </p>`
    }
  </section>`;
}

function matrix(counts: Float64Array, classes: number): TemplateResult {
  const numbers = Array.from({ length: classes }, (_, index) => index);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Counts')}>
    <table id="confusion">
      <thead>
        <tr>
          <th scope="col"><span class="visually-hidden">${l10n.t('Truth')}</span></th>
          ${numbers.map(predicted => html`<th scope="col">${predicted}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${numbers.map(truth => matrixRow(counts.subarray(truth * classes, (truth + 1) * classes), truth))}
      </tbody>
    </table>
  </div>`;
}

/** A cell is the darker the larger its share of the samples of that class. */
function matrixRow(counts: Float64Array, truth: number): TemplateResult {
  const support = counts.reduce((total, count) => total + count, 0);
  return html`<tr>
    <th scope="row">${truth}</th>
    ${Array.from(counts, (count, predicted) => {
      const share = support === 0 ? 0 : count / support;
      const title = l10n.t('Truth {truth}, predicted {predicted}: {count} of {support}', {
        truth,
        predicted,
        count,
        support,
      });
      return html`<td
        class="number ${truth === predicted ? 'is-right' : ''} ${count === 0 ? 'is-zero' : ''}"
        title=${title}
        .style=${`--share: ${100 * share}%`}
      >
        ${count}
      </td>`;
    })}
  </tr>`;
}

function scores({ scores }: ShownClassification): TemplateResult {
  const measures = ['precision', 'recall', 'f1'] as const;
  const texts = measures.map(id =>
    alignOnPoint(
      scores.map(each => each[id]),
      score => formatNumber(score, SCORE_DIGITS),
    ),
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Scores of the classes')}>
    <table id="classes">
      <thead>
        <tr>
          <th scope="col">${l10n.t('Class')}</th>
          ${measures.map(id => html`<th scope="col" class="number">${lossName(id)}</th>`)}
          <th scope="col" class="number" title=${l10n.t('Samples of this class')}>${l10n.t('Support')}</th>
        </tr>
      </thead>
      <tbody>
        ${scores.map(
          (score, index) =>
            html`<tr>
              <th scope="row">${index}</th>
              ${measures.map((id, column) => html`<td class="number" title=${score[id]}>${texts[column]![index]}</td>`)}
              <td class="number support">${score.support}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A share of a few samples is not known better. */
const SCORE_DIGITS = 4;
