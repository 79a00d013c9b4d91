import { load } from '../../packages';
import type { TrainingData } from '../data';
import type { Trainee } from '../trainee';
import { placesOf, type Workload } from '../workloads';

/** What is used of ConvNetJS. */
interface Vol {
  w: { [index: number]: number; length: number };
}
interface Layer {
  readonly layer_type: string;
  readonly filters: Vol[];
  readonly biases: Vol;
}
interface Net {
  readonly layers: Layer[];
  makeLayers(definitions: readonly object[]): void;
  forward(x: Vol): Vol;
}
interface ConvNet {
  Vol: new (width: number, height: number, depth: number, value: number) => Vol;
  Net: new () => Net;
  SGDTrainer: new (net: Net, options: object) => { train(x: Vol, y: number | readonly number[]): unknown };
}

/** ConvNetJS, which takes sample after sample and updates after a batch. */
export function convnetPeer({ sizes, activation, loss, batch, rate }: Workload, data: TrainingData): Trainee {
  const { Vol, Net, SGDTrainer } = load('convnetjs') as ConvNet;
  const net = new Net();
  const outputs = sizes.at(-1)!;
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0]! },
    ...sizes.slice(1, -1).map(units => ({ type: 'fc', num_neurons: units, activation })),
    loss === 'crossEntropy' ? { type: 'softmax', num_classes: outputs } : { type: 'regression', num_neurons: outputs },
  ]);
  const connected = net.layers.filter(({ layer_type: type }) => type === 'fc');
  for (const [index, { inputs, units, w, b }] of placesOf(sizes).entries()) {
    const { filters, biases } = connected[index]!;
    for (let unit = 0; unit < units; unit++) {
      for (let i = 0; i < inputs; i++) filters[unit]!.w[i] = data.weights[w + i * units + unit]!;
      biases.w[unit] = data.weights[b + unit]!;
    }
  }
  const trainer = new SGDTrainer(net, {
    method: 'sgd',
    learning_rate: rate,
    momentum: 0,
    batch_size: batch,
    l2_decay: 0,
  });
  const width = sizes[0]!;
  const x = new Vol(1, 1, width, 0);
  const take = (sample: number) => {
    for (let i = 0; i < width; i++) x.w[i] = data.features[sample * width + i]!;
    return x;
  };
  const target = (sample: number) => (loss === 'crossEntropy' ? data.targets[sample]! : [data.targets[sample]!]);
  return {
    loss(picked) {
      const losses = Array.from(picked, sample => {
        const [y, t] = [net.forward(take(sample)).w, data.targets[sample]!];
        return loss === 'crossEntropy' ? -Math.log(y[t]!) : 0.5 * (y[0]! - t) ** 2;
      });
      return losses.reduce((a, b) => a + b) / batch;
    },
    step(picked) {
      for (const sample of picked) trainer.train(take(sample), target(sample));
    },
  };
}
