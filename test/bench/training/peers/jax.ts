import { load } from '../../packages';
import type { TrainingData } from '../data';
import type { Trainee } from '../trainee';
import { placesOf, type Workload } from '../workloads';

/** What is used of jax-js. What is done with an array uses it up; `ref` is one more use of it. */
interface Tensor {
  readonly ref: Tensor;
  add(other: Tensor): Tensor;
  sub(other: Tensor): Tensor;
  mul(other: Tensor | number): Tensor;
  sum(): Tensor;
  reshape(shape: readonly number[]): Tensor;
  data(): Promise<ArrayLike<number>>;
}
type Parameters = readonly { readonly w: Tensor; readonly b: Tensor }[];
type OfBatch<T> = (parameters: Parameters, x: Tensor, t: Tensor) => T;
interface Jax {
  readonly init: (device: string) => Promise<readonly string[]>;
  readonly defaultDevice: (device: string) => void;
  readonly blockUntilReady: (tree: Parameters) => Promise<unknown>;
  readonly jit: <T>(work: OfBatch<T>) => OfBatch<T>;
  readonly grad: (loss: OfBatch<Tensor>) => OfBatch<Parameters>;
  tree: {
    readonly ref: (tree: Parameters) => Parameters;
    readonly map: (work: (a: Tensor, b: Tensor) => Tensor, a: Parameters, b: Parameters) => Parameters;
  };
  numpy: {
    readonly array: (values: Float32Array | Int32Array, options: { shape: readonly number[] }) => Tensor;
    readonly matmul: (a: Tensor, b: Tensor) => Tensor;
    readonly square: (a: Tensor) => Tensor;
    readonly tanh: (a: Tensor) => Tensor;
  };
  nn: {
    readonly sigmoid: (a: Tensor) => Tensor;
    readonly relu: (a: Tensor) => Tensor;
    readonly logSoftmax: (a: Tensor) => Tensor;
    readonly oneHot: (labels: Tensor, classes: number) => Tensor;
  };
}

/** jax-js on WebAssembly: the loss is differentiated, and the step compiled. */
export async function jaxPeer(
  { sizes, activation, loss, batch, rate }: Workload,
  data: TrainingData,
): Promise<Trainee> {
  const { init, defaultDevice, blockUntilReady, jit, grad, tree, numpy: np, nn } = load('@jax-js/jax') as Jax;
  if (!(await init('wasm')).includes('wasm')) throw new Error('jax-js has no backend for WebAssembly here');
  defaultDevice('wasm');
  const activate = { sigmoid: nn.sigmoid, relu: nn.relu, tanh: np.tanh }[activation];
  const lossOf: OfBatch<Tensor> = (parameters, x, t) => {
    for (const [index, { w, b }] of parameters.entries()) {
      x = np.matmul(x, w).add(b);
      if (index < parameters.length - 1) x = activate(x);
    }
    if (loss === 'halfSquares')
      return np
        .square(x.reshape([batch]).sub(t))
        .sum()
        .mul(0.5 / batch);
    return nn
      .logSoftmax(x)
      .mul(nn.oneHot(t, sizes.at(-1)!))
      .sum()
      .mul(-1 / batch);
  };
  const lossNow = jit(lossOf);
  const gradient = grad(lossOf);
  const descend = jit<Parameters>((parameters, x, t) =>
    tree.map((p, g) => p.sub(g.mul(rate)), tree.ref(parameters), gradient(parameters, x, t)),
  );
  let parameters: Parameters = placesOf(sizes).map(({ inputs, units, w, b, end }) => ({
    w: np.array(data.weights.slice(w, b), { shape: [inputs, units] }),
    b: np.array(data.weights.slice(b, end), { shape: [units] }),
  }));
  const width = sizes[0]!;
  const features = new Float32Array(batch * width);
  const take = (picked: Uint32Array): [Tensor, Tensor] => {
    picked.forEach((sample, n) =>
      features.set(data.features.subarray(sample * width, (sample + 1) * width), n * width),
    );
    const targets = Array.from(picked, sample => data.targets[sample]!);
    const t = loss === 'crossEntropy' ? Int32Array.from(targets) : Float32Array.from(targets);
    return [np.array(features, { shape: [batch, width] }), np.array(t, { shape: [batch] })];
  };
  return {
    async loss(picked) {
      return (await lossNow(tree.ref(parameters), ...take(picked)).data())[0]!;
    },
    async step(picked) {
      parameters = descend(parameters, ...take(picked));
      await blockUntilReady(parameters);
    },
  };
}
