import type { ChildProcess } from 'node:child_process';

/** What reads the messages of a child, as Node keeps it. */
interface Handle {
  onread?: (...args: unknown[]) => unknown;
}

/**
 * Calls `report` when a child writes to its channel what is no message. Node throws where nobody can catch it, and
 * would end the host; so its reader is wrapped, as far as this version of Node has it where others do.
 */
export function onUnreadable(child: ChildProcess, report: (error: unknown) => void): void {
  const key = Object.getOwnPropertySymbols(child).find(({ description }) => description === 'kChannelHandle');
  const handle = key && (child as unknown as Record<symbol, Handle | undefined>)[key];
  const read = handle?.onread;
  if (!handle || !read) return;
  handle.onread = function (...args) {
    try {
      return read.apply(this, args);
    } catch (error) {
      return report(error);
    }
  };
}
