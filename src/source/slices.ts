/** How long one slice may keep others waiting, in milliseconds. */
const SLICE_MS = 4;

/** Work that stops now and then, so that others can run. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does all of the work at once. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Does the work in slices of a few milliseconds between which others run.
 *
 * @param signal ends the work between two slices
 * @throws the signal's reason where it was aborted
 */
export async function inSlices<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result> {
  for (;;) {
    const deadline = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < deadline);
    await new Promise(resolve => setImmediate(resolve));
    signal?.throwIfAborted();
  }
}
