import { numberAt } from '../../numerics/argument';
import type { GradientMethod } from '../../numerics/derivative';
import { Problem } from '../../numerics/problem';
import { sentence } from '../../words/sentences';
import { inlineText, reportOf, type Computation } from './computation';
import { compute, type Engine, type Subject } from './evaluation';
import { MAX_PINS, type ShownPin } from './messages';
import { MAX_DRAWN, readPoint, variablesIn } from './point';
import type { Round } from './rounds';

/** A pinned point with what is known of it. */
interface Pin {
  readonly shown: ShownPin;
  /** Number of the text, and the method, by which it is known. */
  readonly revision?: number;
  readonly method?: GradientMethod;
}

/** Points of a function that are watched. */
export class Pins {
  private pins: readonly Pin[];

  /** @param points as a person writes them */
  constructor(points: readonly string[]) {
    this.pins = points.map(point => ({ shown: { point, at: [], value: null, text: '' } }));
  }

  get shown(): ShownPin[] {
    return this.pins.map(({ shown }) => shown);
  }

  get points(): string[] {
    return this.shown.map(({ point }) => point);
  }

  /**
   * Pins the point of a computation, whose result is then known; one that is pinned already becomes the last.
   *
   * @param revision number of the text of the computation
   * @throws Problem `too-many-pins`
   */
  add(computation: Computation, revision: number): void {
    const { point, method } = computation;
    const others = this.pins.filter(({ shown }) => shown.point !== point);
    if (others.length >= MAX_PINS) throw new Problem('too-many-pins', { most: MAX_PINS });
    this.pins = [...others, { shown: shownPin(computation), revision, method }];
  }

  remove(point: string): void {
    this.pins = this.pins.filter(({ shown }) => shown.point !== point);
  }

  /**
   * Differentiates the function at those points where it is not known as it is now, until the round is late.
   *
   * @param changed called after each
   * @throws Problem `cancelled`
   */
  async update(
    engine: Engine,
    subject: Subject,
    round: Pick<Round, 'signal' | 'isLate'>,
    changed: () => void,
  ): Promise<void> {
    const { revision, method } = subject;
    for (const pin of this.pins) {
      if (pin.revision === revision && pin.method === method) continue;
      if (round.isLate) return;
      const shown = await pinAt(engine, subject, pin.shown.point, round.signal);
      this.pins = this.pins.map(each => (each.shown.point === shown.point ? { shown, revision, method } : each));
      changed();
    }
  }
}

/** A pin with the function's gradient there, or with what is wrong. */
async function pinAt(engine: Engine, subject: Subject, text: string, signal: AbortSignal): Promise<ShownPin> {
  try {
    const point = readPoint(text, subject.found.target.site.parameters);
    return { ...shownPin(await compute(engine, { ...subject, point }, { quiet: true }, signal)), point: text };
  } catch (error) {
    if (!(error instanceof Problem) || signal.aborted) throw error;
    return { point: text, at: [], value: null, text: sentence(error) }; // the function takes something else by now
  }
}

function shownPin(computation: Computation): ShownPin {
  const variables = variablesIn([...computation.args]);
  return {
    point: computation.point,
    at: variables.length <= MAX_DRAWN ? variables.map(numberAt) : [],
    value: reportOf(computation)?.gradient.value ?? null,
    text: inlineText(computation),
  };
}
