import type { AccuracyTable } from './accuracy';
import type { KernelRow } from './kernels';
import { ratioOf, type Timing } from './measure';
import type { NumericalResult } from './training/numerical';
import type { StepsResult } from './training/steps';
import type { StreamingResult } from './training/streaming';

export interface Result {
  readonly title: string;
  readonly timings: readonly Timing[];
  readonly absent?: readonly string[];
}

/** All that was measured; `--grep` leaves some of it out. */
export interface Report {
  readonly machine: string;
  /** Of Python and its packages. */
  readonly python: string | null;
  readonly accuracy: AccuracyTable[];
  readonly steps: StepsResult[];
  /** The same beside a process that takes a processor for itself. */
  readonly contended: StepsResult[];
  readonly numerical: NumericalResult[];
  readonly streaming: StreamingResult[];
  readonly kernels: KernelRow[];
  readonly results: Result[];
}

/** How many times faster the first is than the other; null where either was not there, undefined where nobody was asked. */
export function timesFaster(
  timings: readonly Timing[] | undefined,
  first: string,
  other: string,
): number | null | undefined {
  if (!timings) return undefined;
  const rounds = (wanted: string) => timings.find(({ name }) => name === wanted)?.rounds;
  const [own, others] = [rounds(first), rounds(other)];
  return own && others ? ratioOf(own, others) : null;
}
