import { ROSENBROCK_NAMES } from './gradients';
import { VECTOR_BUILDS, type KernelRow } from './kernels';
import { timesFaster, type Report } from './report';
import { JAVASCRIPT, nameOf, NUMPY, ourName, TORCH } from './training/participants';
import { BARE, STREAMED } from './training/streaming';
import type { WORKLOADS } from './training/workloads';

/** What we want to reach, and what was reached. */
export interface Goal {
  readonly workload: string;
  readonly against: string;
  readonly floor: number;
  readonly aim: number;
  readonly unit: '×' | '%' | '';
  readonly measured: number | null;
  readonly verdict: 'meets the aim' | 'meets the floor' | 'missed' | 'absent';
}

type WorkloadName = keyof typeof WORKLOADS;
type Wanted = Omit<Goal, 'measured' | 'verdict'>;
/** undefined where nothing was measured for it. */
type Judged = Goal | undefined;

/** The goals of what was measured; where a peer or a build is not there, the goal is absent. */
export function goalsOf(report: Report): Goal[] {
  return [trainingGoals, threadGoals, numericalGoals, otherGoals].flatMap(goals =>
    goals(report).filter(goal => goal !== undefined),
  );
}

/** Against each peer: floor and aim by workload. */
const TRAINING_GOALS: readonly (readonly [WorkloadName, peer: string, floor: number, aim: number])[] = [
  ['W1', NUMPY.double, 1.5, 1.8],
  ['W1', NUMPY.book, 2, 2.5],
  ['W1', NUMPY.single, 0.8, 1],
  ['W1s', NUMPY.double, 3, 4],
  ['W1s', NUMPY.single, 1.6, 2],
  ['W1s', TORCH.nn, 2.3, 3],
  ['W1', JAVASCRIPT.tensorflowWasm, 9, 12],
  ['W1', JAVASCRIPT.jax, 12, 16],
  ['W1', JAVASCRIPT.typed, 18, 25],
  ['W2', NUMPY.double, 1.5, 1.8],
  ['W2', NUMPY.single, 0.8, 0.95],
  ['W2', TORCH.nn, 0.6, 0.7],
  ['W2', JAVASCRIPT.tensorflowWasm, 20, 27],
  ['W2', JAVASCRIPT.jax, 1.8, 2.3],
  ['W3', JAVASCRIPT.playground, 10, 16],
  ['W3', JAVASCRIPT.typed, 5, 8],
  ['W3', NUMPY.single, 25, 40],
  ['W3', TORCH.nn, 130, 200],
];

function trainingGoals({ steps }: Report): Judged[] {
  const faster = (workload: WorkloadName, first: string, other: string) =>
    timesFaster(steps.find(each => each.workload.name === workload)?.timings, first, other);
  return [
    ...TRAINING_GOALS.map(([workload, against, floor, aim]) =>
      more({ workload, against, floor, aim, unit: '×' }, faster(workload, ourName(), against)),
    ),
    ...(['W1', 'W2', 'W3'] as const).map(workload =>
      more(
        { workload: `${workload}, simd128`, against: 'relaxed SIMD', floor: 0.75, aim: 0.85, unit: '×' },
        faster(workload, nameOf('simd128'), nameOf('relaxed')),
      ),
    ),
  ];
}

function threadGoals({ steps, contended }: Report): Judged[] {
  const goal = (name: WorkloadName, beside: string, floor: number, aim: number) => {
    const results = beside === '' ? steps : contended;
    const timings = results.find(({ workload }) => workload.name === name)?.timings;
    const workload = `${name}, 2 threads${beside}`;
    return more({ workload, against: '1 thread', floor, aim, unit: '×' }, timesFaster(timings, ourName(2), ourName()));
  };
  return [
    goal('W2', '', 1.6, 1.8),
    goal('W1', '', 1.3, 1.7),
    ...(['W1', 'W2', 'W3'] as const).map(name => goal(name, ', contended', 0.95, 0.95)),
  ];
}

function numericalGoals({ numerical }: Report): Judged[] {
  const of = (name: WorkloadName) => numerical.find(({ workload }) => workload.name === name);
  const goal = (name: WorkloadName, floor: number, aim: number) =>
    more(
      { workload: `numerical gradient of ${name}`, against: "the book's", floor, aim, unit: '×' },
      timesFaster(of(name)?.timings, ourName(), NUMPY.book),
    );
  return [
    goal('W1', 150, 200),
    goal('W1s', 700, 1000),
    ...(['W1', 'W1s'] as const).map(name =>
      less(
        { workload: `the same, ${name}, difference`, against: 'brute force', floor: 1e-10, aim: 1e-10, unit: '' },
        of(name)?.difference,
      ),
    ),
  ];
}

function otherGoals({ kernels, results, streaming }: Report): Judged[] {
  const rosenbrock = results.find(({ title }) => title === ROSENBROCK_NAMES.title)?.timings;
  const gradient = (workload: string, name: string, against: string, floor: number, aim: number) =>
    more({ workload, against, floor, aim, unit: '×' }, timesFaster(rosenbrock, name, against));
  const { ours, central, book, scipy } = ROSENBROCK_NAMES;
  return [
    ...kernelGoals(kernels),
    gradient('gradient by 1,000 numbers', ours, book, 5, 8),
    gradient('gradient by 1,000 numbers', ours, scipy, 8, 13),
    gradient('the same with error bars, a request', central, book, 5, 8),
    gradient('the same with error bars, a request', central, scipy, 8, 13),
    ...streaming.map(({ workload, timings }) => {
      const faster = timesFaster(timings, BARE, STREAMED);
      const wanted = { workload: `slower when told of at 30 Hz, ${workload.name}`, floor: 2, aim: 0.5 };
      return less({ ...wanted, against: 'not at all', unit: '%' }, faster && 100 * (faster - 1));
    }),
  ];
}

/** All products of a mini-batch together. */
function kernelGoals(kernels: readonly KernelRow[]): Judged[] {
  const flops = (row: KernelRow) => row.size.samples * row.size.inputs * row.size.outputs;
  return VECTOR_BUILDS.flatMap(build =>
    (['W1', 'W2'] as const).map(name => {
      const rows = kernels.filter(row => row.build === build && row.workload === name);
      const all = rows.reduce((sum, row) => sum + flops(row), 0);
      const atCeiling = rows.reduce((sum, row) => sum + flops(row) / row.ofCeiling, 0);
      return more(
        { workload: `products of ${name}, ${build}`, against: 'the ceiling', floor: 85, aim: 95, unit: '%' },
        rows.length > 0 ? (100 * all) / atCeiling : kernels.length > 0 ? null : undefined,
      );
    }),
  );
}

function more(wanted: Wanted, measured: number | null | undefined): Judged {
  return judged(wanted, measured, (value, limit) => value >= limit);
}

function less(wanted: Wanted, measured: number | null | undefined): Judged {
  return judged(wanted, measured, (value, limit) => value <= limit);
}

function judged(
  wanted: Wanted,
  measured: number | null | undefined,
  meets: (value: number, limit: number) => boolean,
): Judged {
  if (measured === undefined) return undefined;
  if (measured === null) return { ...wanted, measured, verdict: 'absent' };
  const { floor, aim } = wanted;
  const verdict = meets(measured, aim) ? 'meets the aim' : meets(measured, floor) ? 'meets the floor' : 'missed';
  return { ...wanted, measured, verdict };
}
