import { createInterface } from 'node:readline';
import { readData } from './data';
import { nablaParticipant, type NablaOptions } from './nabla';
import { PEERS, type PeerName } from './peers/peers';
import { participant, type Participant } from './trainee';
import type { Workload } from './workloads';

/** A process for one participant, so that none meets what V8 has learned from another. */

type Request =
  | { kind: 'start'; peer: PeerName | 'nabla'; workload: Workload; folder: string; options: NablaOptions }
  | { kind: 'losses'; steps: number }
  | { kind: 'steps'; count: number }
  | { kind: 'numerical'; parameters: number[] }
  | { kind: 'epochs'; duration: number; streamed: boolean };

let taking: Participant;

async function answer(request: Request): Promise<unknown> {
  switch (request.kind) {
    case 'start': {
      const { peer, workload, folder, options } = request;
      if (peer === 'nabla') taking = await nablaParticipant(workload, folder, options);
      else {
        const data = readData(folder);
        taking = participant(await PEERS[peer](workload, data), workload, data);
      }
      return null;
    }
    case 'losses':
      return taking.losses(request.steps);
    case 'steps':
      return taking.steps(request.count);
    case 'numerical':
      return taking.numerical?.(request.parameters);
    case 'epochs':
      return taking.epochs?.(request.duration, request.streamed);
  }
}

async function main(): Promise<void> {
  console.log = console.warn = console.info = () => undefined; // libraries greet; answers alone are written
  for await (const line of createInterface(process.stdin)) {
    const reply = await answer(JSON.parse(line) as Request).then(
      ok => ({ ok }),
      (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
    );
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
  process.exit(); // whatever threads there are
}

void main();
