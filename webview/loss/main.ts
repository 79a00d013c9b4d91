import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-container/index.js';
import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import { lossStateSchema, type LossComparison, type LossRequest, type LossState } from '../../src/editor/loss/messages';
import { setTranslations } from '../../src/words/language';
import { formatNumber } from '../../src/words/numbers';
import { lossName } from '../../src/words/losses';
import { sentence } from '../../src/words/sentences';
import { BarChart } from '../shared/barChart';
import { readInitial } from '../shared/host';
import { LineChart } from '../shared/lineChart';
import { isPlainKey, Page } from '../shared/page';
import { pictureOf, type PicturePart } from '../shared/picture';
import { readTheme } from '../shared/theme';
import { mainChart, smallCharts, type SmallChart } from './charts';
import { shownElements, type ShownElements } from './elements';
import { INITIAL_INTENT, lossIntentSchema, type LossIntent } from './intent';
import './loss.css';
import { comparisonPage, unavailablePage, type LossActions } from './page';
import { chartedLoss, chosenResult } from './results';
import { sweepChart } from './sweepChart';

/** The Loss page: shows the host's state as the person set it, and passes on what they ask for. */
class LossPage extends Page<LossRequest, LossState> {
  private readonly mainChart = new BarChart(this.announcer);
  private readonly smallCharts = [new BarChart(this.announcer), new BarChart(this.announcer)] as const;
  private readonly sweepChart = new LineChart(this.announcer);
  private intent: LossIntent;

  constructor() {
    super(lossStateSchema);
    this.intent = this.host.loadIntent(lossIntentSchema, INITIAL_INTENT);
    document.addEventListener('keydown', event => this.onKey(event));
  }

  private readonly actions: LossActions = {
    choose: chosen => this.choose(chosen),
    toggleTable: () => this.setIntent({ table: !this.intent.table }),
    goToSample: sample => this.goToSample(sample),
    setWhy: why => this.setIntent({ why }),
    show: candidate => this.ask({ kind: 'show', candidate }),
    swap: () => this.ask({ kind: 'swap' }),
    setLive: on => this.ask({ kind: 'live', on }),
    sweep: sample => this.ask({ kind: 'sweep', sample }),
    copy: () => this.copy(),
    savePicture: () => void this.savePicture(),
    reveal: array => this.ask({ kind: 'reveal', array }),
    showExample: () => this.ask({ kind: 'showExample' }),
  };

  protected override received(state: LossState): void {
    if (state.kind === 'comparison') this.announcer.say(chosenText(state, this.intent));
  }

  private choose(chosen: LossIntent['chosen']): void {
    const { state } = this;
    if (state?.kind !== 'comparison') return;
    const loss = chartedLoss(state, { ...this.intent, chosen })?.id ?? this.intent.loss;
    this.setIntent({ chosen, loss });
    this.announcer.say(chosenText(state, this.intent));
  }

  private copy(): void {
    if (this.state?.kind === 'comparison') this.ask({ kind: 'copy', chosen: chosenResult(this.state, this.intent).id });
  }

  private goToSample(sample: number): void {
    this.setIntent({ sample });
    this.announcer.say(`${l10n.t('Sample')} ${sample}`);
  }

  private setIntent(change: Partial<LossIntent>): void {
    this.intent = { ...this.intent, ...change };
    this.host.saveIntent(this.intent);
    this.draw();
  }

  protected content(state: LossState | undefined) {
    const { intent } = this;
    if (!state) return html`<p class="detail">${l10n.t('Reading the arrays…')}</p>`;
    if (state.kind === 'unavailable') return unavailablePage(sentence(state.problem), this.actions);
    const elements = shownElements(state);
    const small = this.drawCharts(state, elements);
    const charts = {
      main: this.mainChart.element,
      small: small.map((chart, index) => ({ ...chart, element: this.smallCharts[index]!.element })),
      sweep: this.sweepChart.element,
    };
    return comparisonPage({ comparison: state, intent, elements, charts }, this.actions);
  }

  private drawCharts(comparison: LossComparison, elements: ShownElements): SmallChart[] {
    const theme = readTheme();
    this.mainChart.show(mainChart(comparison, elements, this.intent), theme);
    const small = smallCharts(comparison, elements, this.intent, sample => this.goToSample(sample));
    small.forEach(({ data }, index) => this.smallCharts[index]!.show(data, theme));
    if (comparison.sweep && this.intent.why) this.sweepChart.show(sweepChart(comparison.sweep), theme);
    return small;
  }

  /** The charts that are on the page now, below the chosen value. */
  private async savePicture(): Promise<void> {
    const { state, intent } = this;
    if (state?.kind !== 'comparison') return;
    const small = smallCharts(state, shownElements(state), intent, () => undefined);
    const below: PicturePart[] = small.map(({ heading }, index) => ({ heading, chart: this.smallCharts[index]! }));
    const rows: PicturePart[][] = [[{ heading: '', chart: this.mainChart }], below];
    if (state.sweep && intent.why) rows.push([{ heading: l10n.t('Why not accuracy?'), chart: this.sweepChart }]);
    const title = document.querySelector('h1')!.innerText;
    const content = { title, subtitle: chosenText(state, intent), rows: rows.filter(row => row.length > 0) };
    this.ask({ kind: 'savePicture', png: await pictureOf(content, readTheme()) });
  }

  private onKey(event: KeyboardEvent): void {
    if (isPlainKey(event, 't') && this.state?.kind === 'comparison') this.actions.toggleTable();
  }
}

/** "Cross-entropy: 0.510825"; what has several values is called by its name. */
function chosenText(comparison: LossComparison, intent: LossIntent): string {
  const result = chosenResult(comparison, intent);
  return result.kind === 'tensor' ? lossName(result.id) : `${lossName(result.id)}: ${formatNumber(result.value)}`;
}

setTranslations(readInitial().translations);
new LossPage().start();
