import { GradientSession } from '../../../../src/editor/gradient/session';
import type { Engine } from '../../../../src/editor/gradient/evaluation';
import type { GradientState } from '../../../../src/editor/gradient/messages';
import type { Target } from '../../../../src/editor/gradient/target';
import { Problem } from '../../../../src/numerics/problem';
import type { DescentReport, GradientReport, PlotsReport } from '../../../../src/processes/evaluate/protocol';
import type { FunctionSite } from '../../../../src/source/functions';
import { formatPoint } from '../../../../src/source/point';

/** Stands in for VS Code and the evaluate process; the function is x² summed over its numbers. */
export class World {
  /** What was asked of the process. */
  requests: string[] = [];
  states: GradientState[] = [];
  /** Points that were shown elsewhere, too. */
  settled: string[] = [];
  text = 'f(x: number)';
  trusted = true;
  /** What fails. */
  failing: 'plots' | 'fault' | 'gradient' | undefined;
  /** Whether what is asked for is never answered, and how many of these were broken off. */
  hanging = false;
  brokenOff = 0;
  /** What answers wait for. */
  gate: Promise<void> | undefined;
  readonly session: GradientSession;
  private running = 0;

  constructor(readonly memory = new Map<string, unknown>()) {
    const memento = {
      get: <T>(key: string, fallback?: T) => (memory.has(key) ? (memory.get(key) as T) : fallback),
      update: (key: string, value: unknown) => {
        if (value === undefined) memory.delete(key);
        else memory.set(key, JSON.parse(JSON.stringify(value)));
        return Promise.resolve();
      },
    };
    this.session = new GradientSession(
      {
        engine: this.engine,
        memento: memento,
        isTrusted: () => this.trusted,
        find: reference => {
          const target = this.target();
          return Promise.resolve({ target, reference, source: { file: '/f.ts', text: this.text, site: target.site } });
        },
        computing: () => {},
        show: state => this.states.push(state),
        settled: ({ point }) => this.settled.push(point),
        logError: error => {
          throw error;
        },
      },
      'adaptive',
    );
  }

  forget(): void {
    this.requests = [];
    this.states = [];
  }

  /** Waits until nothing is asked any more. */
  async idle(): Promise<void> {
    for (let quiet = 0; quiet < 5; quiet = this.running > 0 ? 0 : quiet + 1) await tick();
  }

  async until(holds: () => boolean): Promise<void> {
    for (let waited = 0; !holds(); waited += 5) {
      if (waited > 5000) throw new Error('waited too long');
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  private readonly engine: Engine = {
    gradient: ({ args, method }, signal) =>
      this.answer<GradientReport>(`gradient ${formatPoint(args)} ${method}`, signal, () => {
        const numbers = args.flat(3) as number[];
        const nested = args.length === 1 && typeof args[0] === 'number' ? numbers[0]! * 2 : numbers.map(x => 2 * x);
        const parameter = {
          name: 'x',
          gradient: nested,
          error: 0,
          exact: nested,
          status: Array.isArray(nested) ? nested.map(() => 'ok' as const) : ('ok' as const),
        };
        const value = numbers.reduce((sum, x) => sum + x * x, 0);
        return { value, method, evaluations: 1, parameters: [parameter], status: 'ok', milliseconds: 1 };
      }),
    plots: ({ args, slice, map, steps }, signal) => {
      const names = Object.entries({ slice, map, steps }).flatMap(([name, wanted]) => (wanted ? [name] : []));
      return this.answer<PlotsReport>(`plots ${formatPoint(args)} ${names.join(' ')}`, signal, () => {
        const none = new Float64Array();
        const { variable = 0, range = [] } = slice ?? {};
        return {
          ...(slice && { slice: { variable, at: 0, xs: Float64Array.from(range), ys: none } }),
          ...(map && { map: { variables: map.variables, at: [0, 0], xs: none, ys: none, values: none, arrows: none } }),
          ...(steps && { steps: { variable: steps.variable, differences: [], h: none, errors: [] } }),
          milliseconds: 1,
        };
      });
    },
    descend: ({ args, optimizer }, signal) =>
      this.answer<DescentReport>(
        `descend ${formatPoint(args)} ${optimizer.name} ${optimizer.constants.learningRate}`,
        signal,
        () => ({ end: args, value: 0, steps: 1, gradient: 'exact', milliseconds: 1 }),
      ),
  };

  private async answer<Answer>(request: string, signal: AbortSignal | undefined, make: () => Answer): Promise<Answer> {
    this.requests.push(request);
    this.running++;
    try {
      await (this.hanging ? this.untilBrokenOff(signal!) : (this.gate ?? tick()));
    } finally {
      this.running--;
    }
    if (this.failing === 'fault') throw new Error('a fault');
    if (this.failing && request.startsWith(this.failing)) throw new Problem('process-timeout', { seconds: 5 });
    return make();
  }

  private untilBrokenOff(signal: AbortSignal): Promise<never> {
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        this.brokenOff++;
        reject(new Problem('cancelled'));
      });
    });
  }

  private target(): Target {
    const depth = this.text.includes('[2]') ? 1 : 0;
    const x = { name: 'x', form: { kind: 'numbers' as const, depth }, optional: false };
    const site = { name: 'f', start: 0, end: this.text.length, outerStart: 0, inModule: true, parameters: [x] };
    const document = { positionAt: () => ({ line: 0 }) };
    return { document, text: this.text, version: 1, site: site as unknown as FunctionSite } as unknown as Target;
  }
}

const tick = () => new Promise<void>(resolve => setImmediate(resolve));
