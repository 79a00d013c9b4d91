import type { Activation, Floats } from '../kernels';
import type { Arithmetic } from './arithmetic';

/** What units make of their weighted sums, and its derivative. Source: "Deep Learning from Scratch", 3.2 and 5.5. */

export function activationForward<A extends Floats>(
  { sigmoid, tanh }: Arithmetic<A>,
  activation: Activation,
  y: A,
  count: number,
): void {
  switch (activation) {
    case 'sigmoid':
      for (let i = 0; i < count; i++) y[i] = sigmoid(y[i]!);
      break;
    case 'tanh':
      for (let i = 0; i < count; i++) y[i] = tanh(y[i]!);
      break;
    case 'relu':
      for (let i = 0; i < count; i++) if (y[i]! < 0) y[i] = 0; // NaN stays NaN
      break;
    case 'step':
      for (let i = 0; i < count; i++) if (y[i] === y[i]) y[i] = y[i]! > 0 ? 1 : 0; // here, too
      break;
    case 'identity':
      break;
  }
}

/** The derivative of ReLU at 0 is taken to be 0, that of a step is 0 everywhere. */
export function activationBackward<A extends Floats>(
  { round }: Arithmetic<A>,
  activation: Activation,
  y: A,
  dy: A,
  count: number,
): void {
  switch (activation) {
    case 'sigmoid':
      for (let i = 0; i < count; i++) dy[i] = round(dy[i]! * y[i]!) * round(1 - y[i]!);
      break;
    case 'tanh':
      for (let i = 0; i < count; i++) dy[i] = dy[i]! * round(1 - round(y[i]! * y[i]!));
      break;
    case 'relu':
      for (let i = 0; i < count; i++) if (y[i] === 0) dy[i] = 0;
      break;
    case 'step':
      dy.fill(0, 0, count);
      break;
    case 'identity':
      break;
  }
}
