/** Waits until all threads of the team are here. */
export function meet(threads: i32): void {}
