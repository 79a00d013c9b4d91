import type { DescentRequest, GradientRequest, PlotsRequest } from '../../src/processes/evaluate/protocol';
import { answered, newClient, sourceOf } from './gradients';
import type { Benchmark } from './measure';

type Wanted = Pick<PlotsRequest, 'slice' | 'map' | 'steps'>;

const STEPS = { variable: 0, reference: 0.2 };

/** What the Gradient panel asks for as a point of a curve is dragged, and where nothing is drawn yet. */
export function curveBenchmark(): Benchmark {
  const text = 'export function f(x: number): number {\n  return 0.01 * x ** 2 + 0.1 * x;\n}\n';
  const { gradient, drawing, dispose } = panelOf(text, [5]);
  const slice: NonNullable<Wanted['slice']> = { variable: 0, range: [-2.5, 12.5] };
  return {
    title: 'Plots of a function of one variable, by requests to its process',
    contenders: [
      { name: 'gradient alone', run: gradient },
      { name: 'gradient, then step errors: a drag', run: drawing({ steps: STEPS }) },
      { name: 'gradient, then slice and step errors', run: drawing({ slice, steps: STEPS }) },
    ],
    dispose,
  };
}

/** The same for a map, and the paths on it. */
export function mapBenchmark(): Benchmark {
  const text =
    'export function f(x: number[]): number {\n  return (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2;\n}\n';
  const { gradient, drawing, descending, dispose } = panelOf(text, [[-1, 1.5]]);
  const slice: NonNullable<Wanted['slice']> = { variable: 0, range: [-3, 1] };
  const map: NonNullable<Wanted['map']> = { variables: [0, 1], x: [-3, 1], y: [-0.5, 3.5] };
  return {
    title: 'Plots of a function of two variables, by requests to its process',
    contenders: [
      { name: 'gradient alone', run: gradient },
      { name: 'gradient, then slice and step errors: a drag', run: drawing({ slice, steps: STEPS }) },
      { name: 'gradient, then slice, step errors and map', run: drawing({ slice, steps: STEPS, map }) },
      { name: '1,000 steps of Adam, exact', run: descending('exact') },
      { name: '1,000 steps of Adam, adaptive', run: descending('adaptive') },
      { name: '1,000 steps of Adam, central', run: descending('central') },
    ],
    dispose,
  };
}

function panelOf(text: string, args: GradientRequest['args']) {
  const client = newClient();
  const subject = { source: sourceOf(text, 'f'), args };
  const gradient = () =>
    answered(client, { kind: 'gradient', ...subject, method: 'adaptive', exact: true, book: true });
  return {
    gradient,
    drawing: (wanted: Wanted) => async () => {
      await gradient();
      const report = await client.plots({ kind: 'plots', ...subject, ...wanted });
      for (const plot of Object.keys(wanted)) if (!(plot in report)) throw new Error(`there is no ${plot}`);
    },
    descending: (gradient: DescentRequest['gradient']) => () =>
      client.descend({
        kind: 'descend',
        ...subject,
        optimizer: { name: 'adam', form: 'book', constants: { learningRate: 0.1 } },
        steps: 1000,
        gradient,
        every: 1,
      }),
    dispose: () => client.dispose(),
  };
}
