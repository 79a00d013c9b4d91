import { measure, type Timing } from '../measure';
import { inFolder, starting } from './gathering';
import type { Invited } from './participants';
import type { Workload } from './workloads';

/** What it costs to tell of a training on the way. */
export interface StreamingResult {
  readonly workload: Workload;
  /** Of a mini-batch: bare, and with thirty reports a second. */
  readonly timings: readonly Timing[];
}

export const BARE = 'mini-batches and evaluations alone';
export const STREAMED = 'told of 30 times a second';

const DURATION = 400;

export function timeStreaming(workload: Workload, invited: Invited): Promise<StreamingResult> {
  return inFolder(workload, async folder => {
    const { started } = await starting([invited], workload, folder);
    const [ours] = started;
    if (!ours) throw new Error('our own training does not start');
    try {
      const contender = (name: string, streamed: boolean) => ({
        name,
        run: () => ours.epochs(DURATION, streamed),
        tellsTime: true as const,
      });
      return { workload, timings: await measure([contender(BARE, false), contender(STREAMED, true)]) };
    } finally {
      ours.dispose();
    }
  });
}
