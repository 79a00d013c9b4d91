import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-container/index.js';
import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import {
  gradientStateSchema,
  type DescentSettings,
  type GradientRequest,
  type GradientState,
  type ShownGradient,
} from '../../src/editor/gradient/messages';
import { isFailure } from '../../src/numerics/derivative';
import { functionAtPoint, inlineGradient, valueText } from '../../src/words/gradientReport';
import { setTranslations } from '../../src/words/language';
import { sentence } from '../../src/words/sentences';
import { readInitial } from '../shared/host';
import { Newest } from '../shared/newest';
import { isPlainKey, Page } from '../shared/page';
import { pictureOf } from '../shared/picture';
import { readTheme } from '../shared/theme';
import { Charts } from './charts';
import './gradient.css';
import { gradientIntentSchema, INITIAL_INTENT, type GradientIntent } from './intent';
import { stepped } from './niceSteps';
import { failedPage, gradientPage, unavailablePage, waitingPage, type GradientActions } from './page';
import { pathName, resultText } from './paths';
import { Playback } from './playback';
import { mergedMoves, type MovePoint, type PointValues } from './moves';
import { plotLayout, plotsInSight, plotTitle } from './plots';
import { rangeInSight, sliceLines } from './slice';

/** The Gradient page: a function at a point, its derivatives, and the way down from there. */
class GradientPage extends Page<GradientRequest, GradientState> {
  private readonly charts = new Charts(this.announcer);
  private readonly playback = new Playback(() => this.draw());
  private intent: GradientIntent;
  /** Where the point was moved to, and how the descent was set, until the host has answered. */
  private moved = new Map<number, number>();
  private settings: DescentSettings | undefined;
  private readonly said = { gradient: '', descent: '' };

  private readonly moves = new Newest<PointValues>(
    values => this.answered({ kind: 'movePoint', values: values.map(each => ({ ...each })) }),
    () => {
      this.moved = new Map();
      this.draw();
    },
    mergedMoves,
  );

  private readonly descents = new Newest<DescentSettings>(
    settings => this.answered({ kind: 'setDescent', settings }),
    () => {
      this.settings = undefined;
      this.draw();
    },
  );

  constructor() {
    super(gradientStateSchema);
    this.intent = this.host.loadIntent(gradientIntentSchema, INITIAL_INTENT);
    document.addEventListener('keydown', event => {
      if (isPlainKey(event, 't') && this.state?.kind === 'gradient') this.actions.toggleTable();
    });
  }

  private readonly actions: GradientActions = {
    setPoint: point => this.ask({ kind: 'setPoint', point }),
    step: direction => this.step(direction),
    choose: variable => this.ask({ kind: 'choose', variable }),
    setMethod: method => this.ask({ kind: 'setMethod', method }),
    setLive: on => this.ask({ kind: 'setLive', on }),
    setDescent: settings => this.setDescent(settings),
    descend: () => this.descend(),
    pin: () => this.ask({ kind: 'pin' }),
    unpin: point => this.ask({ kind: 'unpin', point }),
    goToPin: point => this.ask({ kind: 'goToPin', point }),
    pinAsTest: () => this.ask({ kind: 'pinAsTest' }),
    recompute: () => this.ask({ kind: 'recompute' }),
    reveal: () => this.ask({ kind: 'reveal' }),
    revealPlace: () => this.ask({ kind: 'revealPlace' }),
    copy: () => this.ask({ kind: 'copy' }),
    savePicture: () => {
      void this.savePicture();
    },
    toggleTable: () => this.setIntent({ table: !this.intent.table }),
    setView: view => this.setIntent({ view }),
  };

  private readonly movePoint: MovePoint = values => {
    if (!values.every(({ value }) => Number.isFinite(value))) return;
    for (const { variable, value } of values) this.moved.set(variable, value);
    this.moves.offer(values);
    this.draw();
  };

  private step(direction: number): void {
    if (this.state?.kind !== 'gradient') return;
    const { chosen, variables } = this.state;
    const at = this.moved.get(chosen) ?? variables[chosen]?.value;
    if (at === undefined) return;
    this.movePoint([{ variable: chosen, value: stepped(at, rangeInSight(this.state, chosen), direction) }]);
  }

  private setDescent({ on, steps, paths }: DescentSettings): void {
    this.settings = { on, steps, paths };
    this.playback.stop();
    this.descents.offer(this.settings);
    this.draw();
  }

  private descend(): void {
    if (this.state?.kind !== 'gradient') return;
    const { descent } = this.asSet(this.state);
    if (!descent) return;
    if (!descent.on) this.setDescent({ ...descent, on: true });
    this.playback.start(descent.steps, descent.results.length > 0);
    this.draw();
  }

  /** The descent as the person has set it; the host may not have answered yet. */
  private asSet(gradient: ShownGradient): ShownGradient {
    const { settings } = this;
    const { descent } = gradient;
    if (!settings || !descent) return gradient;
    return { ...gradient, descent: { ...descent, ...settings, results: settings.on ? descent.results : [] } };
  }

  private setIntent(change: Partial<GradientIntent>): void {
    this.intent = { ...this.intent, ...change };
    this.host.saveIntent(this.intent);
    this.draw();
  }

  protected override received(state: GradientState): void {
    if (state.kind === 'failed') this.said.gradient = '';
    if (state.kind !== 'gradient') return;
    const { name, point, variables, problem, status, descent } = state;
    // What fails is an alert on the page, which is said anyway.
    const failed = isFailure(status);
    this.sayOnce('gradient', failed ? '' : problem ? sentence(problem) : inlineGradient(name, point, variables));
    const results = descent?.results ?? [];
    this.playback.ready(results.length > 0);
    this.sayOnce('descent', results.map(path => `${pathName(path)}: ${resultText(state, path)}`).join('. '));
  }

  /** A state may come several times, each time with more to be seen. */
  private sayOnce(about: 'gradient' | 'descent', text: string): void {
    if (text !== '' && text !== this.said[about]) this.announcer.say(text, about);
    this.said[about] = text;
  }

  protected content(state: GradientState | undefined) {
    switch (state?.kind) {
      case undefined:
        return html`<p class="detail">${l10n.t('Loading…')}</p>`;
      case 'unavailable':
        return unavailablePage(sentence(state.problem));
      case 'waiting':
        return waitingPage(state, this.failureNote(), this.actions);
      case 'failed':
        return failedPage(state, this.failureNote(saidOf(state)), this.actions);
      case 'gradient':
        return this.gradient(state);
    }
  }

  /** What the host refused stands below the header. */
  protected override whole(state: GradientState | undefined): unknown {
    return this.content(state);
  }

  private gradient(shown: ShownGradient) {
    const { intent, moved, charts } = this;
    const gradient = this.asSet(shown);
    const layout = plotLayout(gradient, intent);
    const slice = sliceLines(gradient, moved);
    if (!intent.table) {
      charts.draw(plotsInSight(layout), {
        gradient,
        slice,
        moved,
        gone: this.playback.gone(),
        move: this.movePoint,
        choose: variable => this.actions.choose(variable),
      });
    }
    return gradientPage(
      { gradient, intent, layout, slice, charts: charts.elements },
      this.failureNote(saidOf(gradient)),
      this.actions,
    );
  }

  /** The charts that are on the page now, below the number. */
  private async savePicture(): Promise<void> {
    const { state: gradient, intent } = this;
    if (gradient?.kind !== 'gradient') return;
    const { name, point, value, variables } = gradient;
    const { front, beside } = plotLayout(gradient, intent);
    const rows = [plotsInSight({ front, beside: [] }), beside].map(plots =>
      plots.map(plot => ({ heading: plotTitle(plot, gradient), chart: this.charts.of(plot) })),
    );
    const png = await pictureOf(
      {
        title: `${functionAtPoint(name, point)} = ${valueText(value)}`,
        subtitle: inlineGradient(name, point, variables),
        rows: rows.filter(row => row.length > 0),
      },
      readTheme(),
    );
    this.ask({ kind: 'savePicture', png });
  }
}

/** Why edits are not followed; it stands on the page. */
function saidOf({ live: { problem } }: Extract<GradientState, { kind: 'gradient' | 'failed' }>): string | undefined {
  return problem ? sentence(problem) : undefined;
}

setTranslations(readInitial().translations);
new GradientPage().start();
