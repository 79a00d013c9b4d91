import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LossComparison, Ranking } from '../../src/editor/loss/messages';
import type { MeasureId } from '../../src/numerics/lossIds';
import { lossName } from '../../src/words/losses';
import { alignOnPoint, formatNumber } from '../../src/words/numbers';
import { rankingSentence } from '../../src/words/ranking';
import { sentence } from '../../src/words/sentences';
import type { LossIntent } from './intent';

export interface ComparedActions {
  choose(id: MeasureId): void;
  show(candidate: number): void;
}

/** Several predictions of one target, best first by the chosen measure, and what follows from it in one sentence. */
export function comparedSection(
  comparison: LossComparison,
  { chosen }: LossIntent,
  actions: ComparedActions,
): TemplateResult | typeof nothing {
  const { ranking, candidates, target } = comparison;
  if (candidates.length < 2 || !target) return nothing;
  const by = ranking.find(({ id }) => id === chosen) ?? ranking[0];
  const names = candidates.map(({ name }) => name);
  const canCompare = candidates.filter(({ problem }) => !problem).length > 1;
  return html`<section class="compared" aria-label=${l10n.t('Compared')}>
    <h2>${l10n.t('Compared')}</h2>
    ${canCompare ? html`<p>${rankingSentence(names, target.name, ranking)}</p>` : nothing}
    ${by ? rankingTable(comparison, by, actions) : nothing} ${leftOut(comparison)}
  </section>`;
}

function rankingTable(comparison: LossComparison, by: Ranking, actions: ComparedActions): TemplateResult {
  const { ranking, candidates, shown } = comparison;
  const head = ({ id }: Ranking) =>
    html`<th scope="col" class="number" aria-sort=${id === by.id ? 'other' : 'none'}>
      <button
        aria-pressed=${id === by.id}
        title=${l10n.t('Order by {0}', lossName(id))}
        @click=${() => actions.choose(id)}
      >
        ${lossName(id)}
      </button>
    </th>`;
  const texts = ranking.map(({ values }) => alignOnPoint(values, x => formatNumber(x)));
  const row = (candidate: number, place: number) =>
    html`<tr class=${candidate === shown ? 'is-chosen' : ''} @click=${() => actions.show(candidate)}>
      <td class="number place">${place + 1}</td>
      <th scope="row">
        <button class="row" aria-pressed=${candidate === shown}>${candidates[candidate]!.name}</button>
      </th>
      ${ranking.map(({ id, values, order }, measure) => {
        const value = values[candidate]!;
        return html`<td
          class="number ${order[0] === candidate ? 'is-best' : ''} ${id === by.id ? 'is-by' : ''}"
          title=${value}
        >
          ${texts[measure]![candidate]}
        </td>`;
      })}
    </tr>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Ranking')}>
    <table id="ranking" class="choices">
      <thead>
        <tr>
          <th scope="col" class="number"><span class="visually-hidden">${l10n.t('Place')}</span></th>
          <th scope="col">${l10n.t('Prediction')}</th>
          ${ranking.map(head)}
        </tr>
      </thead>
      <tbody>
        ${by.order.filter(candidate => !candidates[candidate]!.problem).map(row)}
      </tbody>
    </table>
  </div>`;
}

/** The predictions that could not be compared, and why. */
function leftOut({ candidates }: LossComparison): TemplateResult[] {
  return candidates.flatMap(({ name, problem }) =>
    problem
      ? [
          html`<p class="warning">
            <vscode-icon name="warning" aria-hidden="true"></vscode-icon><span>${name}: ${sentence(problem)}</span>
          </p>`,
        ]
      : [],
  );
}
