/** Longest time a driver waits for something it expects to see. */
export const patience = 15_000;

/**
 * Asks `probe` until it gives a value and returns that. What `probe` throws counts as "not yet": elements vanish while
 * they are read. Rejects after `milliseconds` with a sentence that says what was awaited.
 */
export async function until<T>(what: string, probe: () => Promise<T | undefined>, milliseconds = patience): Promise<T> {
  let last: unknown;
  for (const end = Date.now() + milliseconds; ;) {
    try {
      const value = await probe();
      if (value !== undefined) {
        return value;
      }
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`Waited ${milliseconds / 1000} s for ${what}.`, { cause: last });
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
