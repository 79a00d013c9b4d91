import { convnetPeer } from './convnet';
import { jaxPeer } from './jax';
import { playgroundPeer } from './playground';
import { rowsPeer } from './rows';
import { tensorflowPeer } from './tensorflow';
import { typedPeer } from './typed';
import type { MakeTrainee } from '../trainee';

/** What trains in JavaScript. */
export const PEERS = {
  typed: typedPeer,
  rows: rowsPeer,
  tensorflowWasm: tensorflowPeer('wasm'),
  tensorflowCpu: tensorflowPeer('cpu'),
  jax: jaxPeer,
  convnet: convnetPeer,
  playground: playgroundPeer,
} satisfies Record<string, MakeTrainee>;

export type PeerName = keyof typeof PEERS;
