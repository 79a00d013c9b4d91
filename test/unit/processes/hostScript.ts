import * as v from 'valibot';
import { startChild } from './children';

/** A host that starts a child, tells its parent the process ids, and has the child do what its argument says. */
async function main(code: string): Promise<void> {
  const { child } = startChild();
  const pids = await child.request(
    { kind: 'run', code: 'return [process.pid, require("child_process").spawn("sleep", ["60"]).pid]' },
    v.array(v.number()),
  );
  process.send!(pids);
  await child.request({ kind: 'run', code }, v.unknown());
}

void main(process.argv[2]!);
