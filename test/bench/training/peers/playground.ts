import { transformSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { fileOf } from '../../packages';
import type { TrainingData } from '../data';
import type { Trainee } from '../trainee';
import { placesOf, type Workload } from '../workloads';

/** What is used of nn.ts. */
interface Node {
  bias: number;
  readonly inputLinks: { weight: number }[];
}
interface Playground {
  Activations: Record<'TANH' | 'SIGMOID' | 'RELU' | 'LINEAR', object>;
  Errors: { SQUARE: { error(output: number, target: number): number } };
  buildNetwork(
    sizes: readonly number[],
    hidden: object,
    output: object,
    regularization: null,
    inputs: string[],
  ): Node[][];
  forwardProp(network: Node[][], inputs: readonly number[]): number;
  backProp(network: Node[][], target: number, error: object): void;
  updateWeights(network: Node[][], rate: number, regularization: number): void;
}

/** The network of TensorFlow Playground: objects for nodes and links, one number to predict. */
export function playgroundPeer({ sizes, activation, loss, batch, rate }: Workload, data: TrainingData): Trainee {
  if (loss !== 'halfSquares') throw new Error('nn.ts predicts one number');
  const nn = loadPlayground();
  const { Activations, Errors } = nn;
  const hidden = Activations[activation.toUpperCase() as 'TANH' | 'SIGMOID' | 'RELU'];
  const names = Array.from({ length: sizes[0]! }, (_, i) => `x${i}`);
  const network = nn.buildNetwork(sizes, hidden, Activations.LINEAR, null, names);
  for (const [index, { units, w, b }] of placesOf(sizes).entries())
    for (const [unit, node] of network[index + 1]!.entries()) {
      node.bias = data.weights[b + unit]!;
      node.inputLinks.forEach((link, i) => (link.weight = data.weights[w + i * units + unit]!));
    }
  const width = sizes[0]!;
  const samples = Array.from(data.targets, (_, n) => Array.from(data.features.subarray(n * width, (n + 1) * width)));
  return {
    loss(picked) {
      const losses = Array.from(picked, n =>
        Errors.SQUARE.error(nn.forwardProp(network, samples[n]!), data.targets[n]!),
      );
      return losses.reduce((a, b) => a + b) / batch;
    },
    step(picked) {
      for (const n of picked) {
        nn.forwardProp(network, samples[n]!);
        nn.backProp(network, data.targets[n]!, Errors.SQUARE);
      }
      nn.updateWeights(network, rate, 0);
    },
  };
}

/** It is no package: its source is compiled. */
function loadPlayground(): Playground {
  const source = readFileSync(fileOf('deep-playground-prototype/src/nn.ts'), 'utf8');
  // Compiled as its own compiler does it, which is also faster: fields are there once they have a value.
  const tsconfigRaw = { compilerOptions: { useDefineForClassFields: false } };
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', target: 'node20', tsconfigRaw });
  const module = { exports: {} };
  const define = compileFunction(code, ['module', 'exports']) as (...args: object[]) => void;
  define(module, module.exports);
  return module.exports as Playground;
}
