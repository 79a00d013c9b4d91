import { measure, type Timing } from '../measure';
import type { Python } from '../python';
import { inFolder, starting } from './gathering';
import { JAVASCRIPT, invitations, NUMPY, type Started } from './participants';
import { placesOf, type Workload } from './workloads';

/** How long the numerical gradient of all parameters takes. */
export interface NumericalResult {
  readonly workload: Workload;
  readonly timings: readonly Timing[];
  readonly absent: readonly string[];
  /** The largest difference between ours and brute force in float64, where there is a Python. */
  readonly difference: number | undefined;
}

/** Of a mini-batch, for some parameters or for all of them. */
export interface Numerical {
  /** In ms; of all parameters, extrapolated where only some were asked for. */
  readonly time: number;
  /** Of the parameters asked for. */
  readonly gradient: readonly number[];
}

/** So many parameters stand for all of them where each takes a whole loss, twice. */
const SOME = { [NUMPY.book]: 200, [JAVASCRIPT.typed]: 10 };
const COMPARED = 400;

export function timeNumericalGradient(workload: Workload, python: Python | undefined): Promise<NumericalResult> {
  const everybody = invitations(python).filter(({ name, peer }) => peer === 'nabla' || name in SOME);
  return inFolder(workload, async folder => {
    const { started, absent } = await starting(everybody, workload, folder);
    try {
      const contenders = started.map(each => ({
        name: each.name,
        run: async () => (await each.numerical(spread(workload, SOME[each.name] ?? 1))).time,
        tellsTime: true as const,
      }));
      const timings = await measure(contenders, 5);
      return { workload, timings, absent, difference: await largestDifference(workload, started) };
    } finally {
      for (const each of started) each.dispose();
    }
  });
}

/** Indices of so many parameters, all over the network. */
function spread({ sizes }: Workload, count: number): number[] {
  const parameters = placesOf(sizes).at(-1)!.end;
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * parameters) / count));
}

async function largestDifference(workload: Workload, started: readonly Started[]): Promise<number | undefined> {
  const [ours, book] = [started[0], started.find(({ name }) => name === NUMPY.book)];
  if (!ours || !book) return undefined;
  const parameters = spread(workload, COMPARED);
  const { gradient } = await ours.numerical(parameters);
  const exact = await book.bruteForce(parameters);
  return Math.max(...gradient.map((each, i) => Math.abs(each - exact[i]!)));
}
