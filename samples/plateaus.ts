// Why neither a step nor the accuracy is anything to learn from
// (Deep Learning from Scratch, 4.2.5).
//
// Click "∇ compute gradient here" above a function and take the point of its
// comment.

// A step is flat: its derivative is 0 to either side, and there is none at the
// jump. Moving x a little changes nothing; nothing tells where it goes up. Drag
// the point across 0.
/** @at 0.5 */
export const step = (x: number): number => (x > 0 ? 1 : 0);

// A sigmoid rises everywhere, steeply in the middle and gently far out: its
// derivative always tells the way.
/** @at 0.5 */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

// Eight students: hours of study, and whether they passed. A neuron of weight w
// and bias b gives each of them a probability to pass.
const hours = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4];
const passed = [0, 0, 0, 0, 1, 0, 1, 1];

// The part of the students that the neuron is right about. Its map is made of
// terraces, with a jump wherever the answer for one of them changes. The
// gradient is 0, a dot instead of an arrow, and a descent stays where it is.
/** @at 0.4, -0.3 */
export function accuracy(w: number, b: number): number {
  const right = hours.filter((x, i) => (sigmoid(w * x + b) > 0.5 ? 1 : 0) === passed[i]);
  return right.length / hours.length;
}

// The cross-entropy of the same neuron and the same students slopes everywhere.
// Descend from the same point, 100 steps at a rate of 1, then compute the
// accuracy where that ends: from 0.5 it has risen to 0.75, though nobody asked
// for it on the way.
/** @at 0.4, -0.3 */
export function crossEntropy(w: number, b: number): number {
  const losses = hours.map((x, i) => {
    const y = sigmoid(w * x + b);
    return -Math.log(passed[i] === 1 ? y : 1 - y);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

// Both along the weight alone: stairs, and a smooth valley.
/** @at 0.6 */
export const accuracyOfWeight = (w: number): number => accuracy(w, -2);

/** @at 0.6 */
export const crossEntropyOfWeight = (w: number): number => crossEntropy(w, -2);
